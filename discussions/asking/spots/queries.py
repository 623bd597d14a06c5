"""Every SELECT about spots: which passages of what was found say most, finding one that a form names, and who wrote it."""

from sqlalchemy import case, literal, or_, select

from courses.models import LessonRevision, LessonText
from discussions.asking.spots.authors import authored
from discussions.asking.spots.choosing import Spot, best_block, is_quote
from discussions.asking.spots.lineage import written_in
from discussions.models import Post, Topic
from knowledge.contributions.models import Contribution
from knowledge.contributions.queries import NAMED
from knowledge.links.rendering import render_article
from knowledge.models import Article, ArticleRevision
from knowledge.quotes.models import ArticleQuote
from knowledge.suggestions.models import Suggestion
from lms.access import PUBLIC, Viewer, visible
from lms.database import db
from lms.search.models import SearchDocument
from lms.search.telling import count_shared

KINDS = ("lesson", "article", "topic")  # what can answer a question
MOST_REVISIONS = 200  # looked through for who wrote a passage, the newest first
_IS_READ_BY_ALL = or_(ArticleQuote.audience_id == Article.audience_id, ArticleQuote.audience_id == PUBLIC)


def best_spots(hits, asked: list[str]) -> dict[tuple[str, int], Spot]:
    """(kind, id) → the passage of a lesson or an article among the hits that says most about what is asked."""
    named = {kind: {hit.object_id: hit for hit in hits if hit.kind == kind} for kind in ("lesson", "article")}
    quotes = _quotes(list(named["article"])) if named["article"] else []
    found = {}
    for row in (*_lessons(named["lesson"]), *_articles(named["article"])):
        hit = named[row.kind][row.id]
        best, shared = best_block(row.blocks, row.headings, asked, row.language), 0
        key, words, shown = best or ("", "", "")
        shared = count_shared(asked, words, row.language)
        for quote in quotes if row.kind == "article" else ():
            in_quote = count_shared(asked, quote.words, row.language)
            if quote.article_id == row.id and quote.words in hit.body and in_quote > shared:
                key, words, shown, shared = f"quote-{quote.number}", "", quote.words, in_quote
        if shared:
            found[row.kind, row.id] = Spot(row.kind, row.id, row.language, key, words, shown)
    return found


def find_spot(viewer: Viewer, kind: str, object_id: int, language: str | None, name: str | None) -> Spot | None:
    """The passage that a form names; the text as a whole where it is no longer there, None for what the viewer may not see."""
    name = name or ""
    which = (SearchDocument.kind == kind, SearchDocument.object_id == object_id, SearchDocument.kind.in_(KINDS))
    document = db.session.execute(
        select(SearchDocument.audience_id, SearchDocument.language)
        .where(*which, visible(SearchDocument.audience_id, viewer))
        .order_by(case((SearchDocument.language == language, 0), else_=1), SearchDocument.id)
        .limit(1)
    ).one_or_none()
    if document is None:
        return None
    if kind == "topic":
        return Spot(kind, object_id, post_id=_answer(object_id, name), audience_id=document.audience_id)
    whole = {"kind": kind, "id": object_id, "language": document.language, "audience_id": document.audience_id}
    if is_quote(name):
        is_there = any(f"quote-{quote.number}" == name for quote in _quotes([object_id]))
        return Spot(**whole, key=name if is_there and kind == "article" else "")
    words = dict(_blocks(kind, object_id, document.language)).get(name)
    return Spot(**whole, key=name, words=words) if words else Spot(**whole)


def authors_of(spot: Spot) -> dict[int, int | None]:
    """Person → the quote their words are in, or None: of a passage who wrote it, of a whole text everybody whose words it has."""
    if spot.post_id:
        return {db.session.scalars(select(Post.author_id).where(Post.id == spot.post_id)).one(): None}
    if is_quote(spot.key):
        which = (ArticleQuote.article_id == spot.id, ArticleQuote.number == int(spot.key.removeprefix("quote-")))
        rows = select(ArticleQuote.person_id, ArticleQuote.id).where(*which, ArticleQuote.person_id.is_not(None))
        return dict(db.session.execute(rows).all())
    if spot.key:
        found = _of_article(spot) if spot.kind == "article" else _of_lesson(spot)
        if found:
            return dict.fromkeys(found)
    written = authored(lambda kind, thing: (thing == spot.id) & (literal(kind) == spot.kind)).subquery()
    rows = db.session.execute(select(written.c.user_id, written.c.quote_id)).all()
    return dict(rows) | {person: None for person, quote in rows if quote is None}


def _of_article(spot: Spot) -> list[int]:
    """Who kept the revisions that wrote the passage; of a merged suggestion who suggested it, and of what was taken up from
    under the article who wrote that."""
    article = db.session.get_one(Article, spot.id)
    revisions = db.session.execute(
        select(ArticleRevision.id, ArticleRevision.html, ArticleRevision.kept_by.label("by"))
        .where(ArticleRevision.article_id == spot.id, ArticleRevision.published_at.is_not(None))
        .order_by(ArticleRevision.number.desc())
        .limit(MOST_REVISIONS)
    ).all()
    wrote = written_in(revisions, spot.key, spot.words)
    which = Suggestion.merged_id.in_([revision.id for revision, _key in wrote])
    suggested = {row.merged_id: row for row in db.session.scalars(select(Suggestion).where(which))}
    found = []
    for revision, key in wrote:
        suggestion = suggested.get(revision.id)
        if suggestion is None:
            found.append(revision.by)
            continue
        found.append(suggestion.author_id)
        if all(block.key != key for block in render_article(article, suggestion.body).blocks):
            found.append(revision.by)
    taken = select(Contribution.id, Contribution.author_id).where(
        Contribution.article_id == spot.id, Contribution.taken_id.is_not(None)
    )
    credited = dict(db.session.execute(taken).all())
    if credited:
        found += [credited[number] for number in _named_at(article.html, spot.key) if number in credited]
    return [person for person in found if person is not None]


def _of_lesson(spot: Spot) -> list[int]:
    revisions = db.session.execute(
        select(LessonRevision.html, LessonRevision.published_by.label("by"))
        .join(LessonText, LessonText.id == LessonRevision.lesson_text_id)
        .where(LessonText.lesson_id == spot.id, LessonText.language == spot.language)
        .order_by(LessonRevision.number.desc())
        .limit(MOST_REVISIONS)
    ).all()
    wrote = written_in(revisions, spot.key, spot.words)
    return [revision.by for revision, _key in wrote if revision.by is not None]


def _lessons(hits: dict) -> list:
    if not hits:
        return []
    columns = (literal("lesson").label("kind"), LessonText.lesson_id.label("id"), LessonText.language)
    texts = select(*columns, LessonText.blocks, LessonText.headings).where(LessonText.lesson_id.in_(hits))
    return [row for row in db.session.execute(texts) if row.language == hits[row.id].language]


def _articles(hits: dict) -> list:
    if not hits:
        return []
    columns = (literal("article").label("kind"), Article.id, Article.language, Article.blocks, Article.headings)
    return db.session.execute(select(*columns).where(Article.id.in_(hits))).all()


def _named_at(html: str, key: str) -> list[int]:
    """The numbers of the contributions that the block with this key leads to."""
    _before, _key, after = html.partition(f' data-block="{key}"')
    return [int(number) for number in NAMED.findall(after.partition(' data-block="')[0])]


def _answer(topic_id: int, name: str) -> int | None:
    named = (Post.id == int(name),) if name.isdecimal() and len(name) < 16 else (Post.id == Topic.accepted_post_id,)
    answer = (
        select(Post.id).join(Topic, Topic.id == Post.topic_id).where(Topic.id == topic_id, Post.deleted_at.is_(None))
    )
    return db.session.scalars(answer.where(*named)).one_or_none()


def _blocks(kind: str, object_id: int, language: str) -> list:
    if kind == "article":
        blocks = select(Article.blocks).where(Article.id == object_id)
    else:
        blocks = select(LessonText.blocks).where(LessonText.lesson_id == object_id, LessonText.language == language)
    return db.session.scalars(blocks).one_or_none() or []


def _quotes(articles: list[int]) -> list:
    """The quotes all readers of these articles are shown."""
    return db.session.execute(
        select(ArticleQuote.article_id, ArticleQuote.number, ArticleQuote.words)
        .join(Article, Article.id == ArticleQuote.article_id)
        .where(ArticleQuote.article_id.in_(articles), ArticleQuote.words != "", _IS_READ_BY_ALL)
    ).all()
