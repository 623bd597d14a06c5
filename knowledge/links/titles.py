"""`[[title]]` in texts that are no articles: it leads to an article that everybody who reads the text can read, or stays as typed."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import and_, delete, or_, select

from knowledge.contributions.models import Contribution
from knowledge.events import ArticlesNamed
from knowledge.links.addresses import title_key
from knowledge.links.models import ArticleTitle, OutsideReference
from knowledge.models import Article, Collection
from lms.access import ACADEMY, PUBLIC, Viewer
from lms.database import db, insert
from lms.events import publish
from lms.jobs import enqueue, job
from lms.markup.spans import TITLED
from lms.search.linking import Suggestion, pages_to_link

AT_ONCE = 200  # texts that are made anew at once when an article is named as they name it; the others by jobs
Text = tuple[str, int]  # a lesson, post or contribution, and its number


@dataclass(frozen=True, slots=True)
class Titles:
    """What the titles in one text mean to all its readers."""

    targets: dict[str, int]

    def __call__(self, title: str) -> str:
        target = self.targets.get(title_key(title))
        return f"/articles/{target}" if target else ""


def titles_in(body: str, audience_id: int, text: Text | None = None, language: str = "en") -> Titles:
    """What a text that these people read means by its titles; once kept, it goes on meaning that."""
    keys = {title_key(title) for title, _words in TITLED.findall(body)} if "[[" in body else set()
    return Titles(_targets(keys, audience_id, text, language) if keys else {})


def keep_titles(
    text: Text, named: Iterable[str], audience_id: int, language: str = "en", *, also: Iterable[str] = ()
) -> None:
    """From now on these titles mean in this text what they mean today; what it says in another language keeps its own."""
    words = {title_key(title): title for title in named}
    others = {title_key(title) for title in also} - set(words)
    targets = _targets(set(words), audience_id, text, language) if words else {}
    of_text = (OutsideReference.kind == text[0], OutsideReference.object_id == text[1])
    db.session.execute(delete(OutsideReference).where(*of_text, OutsideReference.key.not_in(sorted(others))))
    rows = [
        {"kind": text[0], "object_id": text[1], "key": key, "title": title, "target_id": targets.get(key)}
        for key, title in sorted(words.items())
    ]
    if rows:
        db.session.execute(insert(OutsideReference), rows)


def tell_texts(articles: list[Article]) -> None:
    """These articles have another title or other readers: the texts that name them, and those under them, are made anew,
    each in its room."""
    _tell([article.id for article in articles])


@job("tell_texts")
def tell_more_texts(article_ids: list[int], told: Text) -> None:
    """Those after the one that was told last; told twice, they say the same."""
    _tell(article_ids, after=told)


def _tell(article_ids: list[int], after: Text | None = None) -> None:
    keys = select(ArticleTitle.key).where(ArticleTitle.article_id.in_(article_ids))
    under = select(Contribution.id).where(Contribution.article_id.in_(article_ids))
    kind, number = OutsideReference.kind, OutsideReference.object_id
    concerned = or_(
        OutsideReference.target_id.in_(article_ids),
        and_(OutsideReference.target_id.is_(None), OutsideReference.key.in_(keys)),
        and_(kind == "contribution", number.in_(under)),
    )
    texts = select(kind, number).where(concerned).distinct().order_by(kind, number.desc()).limit(AT_ONCE + 1)
    if after:
        texts = texts.where(or_(kind > after[0], and_(kind == after[0], number < after[1])))
    found = [tuple(row) for row in db.session.execute(texts)]
    first, more = found[:AT_ONCE], found[AT_ONCE:]
    if first:
        publish(ArticlesNamed(tuple(first)))
    if more:
        enqueue("tell_texts", article_ids=article_ids, told=first[-1])


def titles_to_choose(viewer: Viewer, audience_id: int, words: str, text: Text | None = None) -> list[Suggestion]:
    """Articles and lessons to choose from while a title is typed: by title where that is enough for all who read along."""
    found = pages_to_link(viewer, words)
    keys = {title_key(one.words) for one in found if one.kind == "article"}
    targets = _targets(keys, audience_id, text, viewer.locale) if keys else {}

    def value(one: Suggestion) -> str:
        by_title = one.kind == "article" and targets.get(title_key(one.words)) == one.object_id
        return f"[[{one.words}]]" if by_title and not set(one.words) & set("[]|") else one.value

    return [one.with_value(value(one)) for one in found if (one.kind, one.object_id) != text]


def read_by_all_of(audience_id: int) -> tuple[int, ...]:
    """The audiences whose texts everybody of this one reads."""
    return tuple({PUBLIC: (PUBLIC,), ACADEMY: (ACADEMY, PUBLIC)}.get(audience_id, (audience_id, ACADEMY, PUBLIC)))


def _targets(keys: set[str], audience_id: int, text: Text | None, language: str) -> dict[str, int]:
    is_read = Article.audience_id.in_(read_by_all_of(audience_id))
    settled = {}
    if text:
        kept = (
            select(OutsideReference.key, OutsideReference.target_id)
            .join(Article, Article.id == OutsideReference.target_id)
            .where(OutsideReference.kind == text[0], OutsideReference.object_id == text[1], is_read)
        )
        settled = {key: target for key, target in db.session.execute(kept) if key in keys}
    called = (
        select(ArticleTitle.key, Article.id, Article.title, Article.language, Collection.is_personal)
        .join(Article, Article.id == ArticleTitle.article_id)
        .join(Collection, Collection.id == Article.collection_id)
        .where(ArticleTitle.key.in_(sorted(keys - set(settled))), is_read)
        .where(Article.published_at.is_not(None), Article.archived_at.is_(None))
    )

    def rank(row):
        return (row.is_personal, title_key(row.title) != row.key, row.language != language, row.id)

    found: dict[str, int] = {}
    for row in sorted(db.session.execute(called), key=rank):
        found.setdefault(row.key, row.id)
    return found | settled
