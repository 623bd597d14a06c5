"""Every write of an article: its draft, what of it is published, its archive, and whether it helped."""

from datetime import datetime

from sqlalchemy import func, or_, select, update

from knowledge import indexing
from knowledge.contributions.crediting import credit_contributions
from knowledge.doubts.actions import heed_votes, note_change
from knowledge.events import ArticleArchived, ArticlePublished
from knowledge.links.actions import follow_text, settle_titles, take_title
from knowledge.links.rendering import render_article
from knowledge.links.titles import tell_texts
from knowledge.models import Article, ArticleRevision, ArticleVote, Collection
from knowledge.reviews.actions import end_open
from knowledge.scheduling.actions import end_open as end_schedule
from knowledge.showing import show, show_again
from knowledge.uploads.files import ARTICLE_FILES
from lms.admin.audit import audit
from lms.database import db, insert, now
from lms.events import publish
from lms.merging import conflicts, merge, written
from lms.revisions import drafts


class ChangedMeanwhile(Exception):
    """Another text was published since the page was opened: nobody's answer counts for words they have not seen."""


def create_article(collection: Collection, *, title: str, language: str, body: str, summary: str = "", by) -> Article:
    """A new article nobody reads yet: the first draft."""
    author_id = by.id if by else None
    article = Article(
        collection_id=collection.id,
        audience_id=collection.audience_id,
        language=language,
        draft_title=title,
        draft_summary=summary,
        draft_body=body,
        draft_by=author_id,
        owner_id=collection.owner_id,
        created_by=author_id,
    )
    db.session.add(article)
    db.session.flush()
    return article


def translate_article(article: Article, collection: Collection, *, language: str, by) -> Article:
    """The same article in another language: a draft that begins with the words of the first."""
    words = {"title": article.draft_title, "summary": article.draft_summary, "body": article.draft_body}
    other = create_article(collection, **words, language=language, by=by)
    pair_articles(article, other)
    return other


def pair_articles(one: Article, other: Article | None) -> None:
    """Two articles say the same in two languages; None: this one stands alone. Whoever was paired before is let go."""
    ids = {article.id for article in (one, other) if article}
    db.session.flush()
    db.session.execute(update(Article).where(or_(Article.id.in_(ids), Article.pair_id.in_(ids))).values(pair_id=None))
    if other:
        one.pair_id, other.pair_id = other.id, one.id
    db.session.flush()


def save_draft(article: Article, *, title: str, summary: str, body: str, version: int, by, key: str = "") -> Article:
    """Keep what is being written; Conflict when another page kept something since `version`."""
    words = {"title": title, "summary": summary, "body": body}
    return drafts.keep(article, words, version=version, by=by, key=key)


def restore_revision(article: Article, revision: ArticleRevision, *, by) -> Article:
    """Make an old text the draft again; a draft nobody read makes room and stands in the history from now on."""
    stored = drafts.locked(article)
    if not _is_kept(stored):
        _add_revision(stored, html="", why="", by=stored.draft_by, at=now())
    words = {"title": revision.title, "summary": revision.summary, "body": revision.body}
    return drafts.replace(stored, words, by=by)


def publish_article(article: Article, *, by, why: str = "", at: datetime | None = None) -> ArticleRevision:
    """Make the draft what readers see: an immutable revision, searchable from now on. `at` seeds the past."""
    article = drafts.locked(article)
    revision = _publish(article, by=by, why=why, moment=at or now())
    end_open(article, "published")
    end_schedule(article, "published")
    return revision


def publish_beside_draft(
    article: Article, words: dict[str, str], *, by, why: str = "", at: datetime | None = None, draft: dict | None = None
) -> ArticleRevision:
    """Let readers see these words while something else is being written: the draft takes them over where it says nothing
    else, and where it does, it stands in the history and they are the draft. `draft` is what it becomes where that is known."""
    article = drafts.locked(article)
    if draft is not None:
        drafts.replace(article, words, by=by)
        revision = _publish(article, by=by, why=why, moment=at or now())
        drafts.replace(article, draft, by=by)
        return revision
    current = db.session.get_one(ArticleRevision, article.revision_id)
    is_written, moment = not _says_the_same(current, article), at or now()
    beside = _beside(article, current, words) if is_written else None
    if is_written and beside is None and not _is_kept(article):
        _add_revision(article, html="", why="", by=article.draft_by, at=moment)
    drafts.replace(article, words, by=by)
    revision = _publish(article, by=by, why=why, moment=moment)
    if beside is not None:
        drafts.replace(article, beside, by=by)
    else:
        end_open(article, "published")
    return revision


def draft_gives_way(article: Article, words: dict[str, str]) -> bool:
    """Whether somebody's draft says something else where these words do too, so that it would only stay in the history."""
    current = db.session.get_one(ArticleRevision, article.revision_id)
    return not _says_the_same(current, article) and _beside(article, current, words) is None


def _beside(article: Article, current: ArticleRevision, words: dict[str, str]) -> dict[str, str] | None:
    """The draft with these words in it; None where both change the same."""
    merged = {name: merge(getattr(current, name), words[name], getattr(article, f"draft_{name}")) for name in words}
    if any(conflicts(pieces) for pieces in merged.values()):
        return None
    return {name: written(pieces) for name, pieces in merged.items()}


def archive_article(article: Article, *, by) -> None:
    """Readers no longer find the article; its text, history and conversations are kept."""
    article = drafts.locked(article)
    if article.archived_at:
        return
    article.archived_at = now()
    _settle(article)
    audit("article archived", actor=by, object_kind="article", object_id=article.id, audience_id=article.audience_id)
    publish(ArticleArchived(article.id))


def unarchive_article(article: Article, *, by) -> None:
    """Readers find the article again, as it was."""
    article = drafts.locked(article)
    if article.archived_at is None:
        return
    article.archived_at = None
    _settle(article)
    audit("article returned", actor=by, object_kind="article", object_id=article.id, audience_id=article.audience_id)


def vote(
    viewer, article: Article, helped: bool, missing: str = "", *, revision_id: int | None = None,
    at: datetime | None = None,
) -> None:  # fmt: skip
    """Whether the article helped this person, and if not, what was missing; the last word about each text counts.

    `revision_id` is the text they read; ChangedMeanwhile when readers see another by now."""
    article = drafts.locked(article)
    if revision_id not in (None, article.revision_id):
        raise ChangedMeanwhile
    answer = {"helped": helped, "missing": "" if helped else missing, "at": at or now(), "dealt_at": None}
    which = {"user_id": viewer.id, "article_id": article.id, "revision_id": article.revision_id}
    db.session.execute(
        insert(ArticleVote)
        .values(**which, **answer)
        .on_conflict_do_update(index_elements=("user_id", "revision_id"), set_=answer)
    )
    votes = select(ArticleVote.helped, func.count()).where(ArticleVote.revision_id == article.revision_id)
    counts = dict(db.session.execute(votes.group_by(ArticleVote.helped)).all())
    article.helped_count, article.not_helped_count = counts.get(True, 0), counts.get(False, 0)
    db.session.flush()
    if not helped and at is None:
        heed_votes(article)


def deal_with_miss(miss: ArticleVote) -> None:
    """A writer looked at what a reader missed; the answer goes on counting."""
    miss.dealt_at = miss.dealt_at or now()
    db.session.flush()


def _publish(article: Article, *, by, why: str, moment: datetime) -> ArticleRevision:
    revision = db.session.get(ArticleRevision, article.revision_id) if article.revision_id else None
    former = article.title
    if revision is None or not _says_the_same(revision, article):
        revision = _revise(article, by, why, moment)
    elif article.published_at:
        return revision
    is_first, article.published_at = article.published_at is None, article.published_at or moment
    ARTICLE_FILES.adopt(article, article.html, Article.collection_id == article.collection_id)
    _follow_verification(article)
    follow_text(article)
    _settle(article)
    if is_first or article.title != former:
        tell_texts([article])
    if not is_first:
        note_change("article", article.id)
    publish(ArticlePublished(article.id))
    return revision


def _settle(article: Article) -> None:
    """What search finds and who may fetch the files follow what became of the article."""
    db.session.flush()
    indexing.settle_article(article, db.session.get_one(Collection, article.collection_id))
    ARTICLE_FILES.settle_of([article.id])


def _follow_verification(article: Article) -> None:
    """A verification is of one text; words that come back to it are verified again."""
    if article.verified_revision_id:
        verified = db.session.get_one(ArticleRevision, article.verified_revision_id)
        article.is_changed_since = not _says_the_same(verified, article)


def _says_the_same(revision: ArticleRevision, article: Article) -> bool:
    draft = (article.draft_title, article.draft_summary, article.draft_body)
    return (revision.title, revision.summary, revision.body) == draft


def _is_kept(article: Article) -> bool:
    """Whether the draft, as it is, already stands in the history."""
    same = select(ArticleRevision.id).where(
        ArticleRevision.article_id == article.id,
        ArticleRevision.title == article.draft_title,
        ArticleRevision.summary == article.draft_summary,
        ArticleRevision.body == article.draft_body,
    )
    return db.session.scalar(same.limit(1)) is not None


def _revise(article: Article, by, why: str, at: datetime) -> ArticleRevision:
    rendered = render_article(article, article.draft_body)
    revision = _add_revision(article, html=rendered.html, why=why, by=by.id if by else None, at=at)
    revision.published_at = article.updated_at = at
    article.revision_id, article.title, article.summary = revision.id, revision.title, revision.summary
    article.helped_count = article.not_helped_count = 0  # nobody was asked about this text yet
    show(article, rendered)
    credit_contributions(article, revision, by=by, at=at)
    settle_titles(article, rendered.titles)
    for other in take_title(article):
        show_again(other)
    return revision


def _add_revision(article: Article, *, html: str, why: str, by: int | None, at: datetime) -> ArticleRevision:
    last = select(func.max(ArticleRevision.number)).where(ArticleRevision.article_id == article.id)
    revision = ArticleRevision(
        article_id=article.id,
        audience_id=article.audience_id,
        number=(db.session.scalar(last) or 0) + 1,
        title=article.draft_title,
        summary=article.draft_summary,
        body=article.draft_body,
        html=html,
        why=why,
        kept_by=by,
        kept_at=at,
    )
    db.session.add(revision)
    db.session.flush()
    return revision
