"""Every SELECT about links: what an article leads to and depends on, what leads to it, and what leads nowhere."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Select, exists, func, select, tuple_
from sqlalchemy.orm import aliased

from knowledge.links.addresses import title_key
from knowledge.links.models import KINDS, ArticleLink, ArticleReference, ArticleTitle
from knowledge.models import Article, Collection
from knowledge.queries import IS_READ, IS_SHARED
from knowledge.writing.queries import is_written_by
from lms.access import Viewer, visible
from lms.database import db
from lms.search.linking import Suggestion, pages_to_link
from lms.search.models import SearchDocument

MOST = 100


def dependencies_of(viewer: Viewer, article: Article):
    """What a text leads to or its editor chose, with its title where this person may read it."""
    title = (
        select(func.min(SearchDocument.title))
        .where(
            SearchDocument.kind == ArticleLink.kind,
            SearchDocument.object_id == ArticleLink.object_id,
            visible(SearchDocument.audience_id, viewer),
        )
        .scalar_subquery()
    )
    return db.session.execute(
        select(
            ArticleLink.kind, ArticleLink.object_id, ArticleLink.is_chosen, ArticleLink.is_linked, title.label("title")
        )
        .where(ArticleLink.article_id == article.id)
        .order_by(ArticleLink.kind.desc(), ArticleLink.object_id)
        .limit(MOST)
    ).all()


def is_there(viewer: Viewer, kind: str, object_id: int) -> bool:
    """Whether this person finds the lesson or article."""
    return bool(places_shown_to(viewer, {(kind, object_id)}))


def places_shown_to(viewer: Viewer, places: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """Of these lessons and articles, as (kind, number), those this person finds."""
    if not places:
        return set()
    found = select(SearchDocument.kind, SearchDocument.object_id).where(
        tuple_(SearchDocument.kind, SearchDocument.object_id).in_(sorted(places)),
        SearchDocument.kind.in_(KINDS),
        visible(SearchDocument.audience_id, viewer),
    )
    return {(row.kind, row.object_id) for row in db.session.execute(found.distinct())}


def linked_from(viewer: Viewer, article_id: int):
    """(id, title, language) of the articles this person reads whose text leads here."""
    return db.session.execute(
        select(Article.id, Article.title, Article.language)
        .join(ArticleLink, ArticleLink.article_id == Article.id)
        .where(ArticleLink.kind == "article", ArticleLink.object_id == article_id, ArticleLink.is_linked)
        .where(visible(Article.audience_id, viewer), *IS_READ)
        .order_by(func.lower(Article.title), Article.id)
        .limit(MOST)
    ).all()


def targets_of(article: Article, keys: set[str]) -> dict[str, int]:
    """Which article each title means in the text of this one: what it meant before, else the likeliest there is."""
    if not keys:
        return {}
    settled = (
        select(ArticleReference.key, ArticleReference.target_id)
        .join(Article, Article.id == ArticleReference.target_id)
        .where(ArticleReference.article_id == article.id, Article.archived_at.is_(None))
    )
    targets = {key: target for key, target in db.session.execute(settled) if key in keys}
    called = select(
        ArticleTitle.key, Article.id, Article.title, Article.collection_id, Article.language, Article.archived_at,
        Collection.is_personal,
    ).join(Article, Article.id == ArticleTitle.article_id).join(Collection, Collection.id == Article.collection_id)  # fmt: skip
    candidates = defaultdict(list)
    for row in db.session.execute(called.where(ArticleTitle.key.in_(sorted(keys - set(targets))))):
        candidates[row.key].append(row)
    return targets | {key: _likeliest(article, rows).id for key, rows in candidates.items()}


def unsettled_with(key: str) -> list[Article]:
    """The articles whose text names a title nobody had when it was published."""
    waiting = select(Article).join(ArticleReference, ArticleReference.article_id == Article.id)
    return list(db.session.scalars(waiting.where(ArticleReference.key == key, ArticleReference.target_id.is_(None))))


def titles_to_link(viewer: Viewer, article: Article, words: str) -> list[Suggestion]:
    """What can be linked to, each with the Markdown for it: by its title where the title is enough to find it."""
    found = pages_to_link(viewer, words)
    targets = targets_of(article, {title_key(one.words) for one in found if one.kind == "article"})

    def value(one: Suggestion) -> str:
        by_title = one.kind == "article" and targets.get(title_key(one.words)) == one.object_id
        return f"[[{one.words}]]" if by_title and not set(one.words) & set("[]|") else one.value

    return [one.with_value(value(one)) for one in found if (one.kind, one.object_id) != ("article", article.id)]


def titles_without_article(viewer: Viewer, article: Article, titles: Iterable[str]) -> list[str]:
    """Of the titles a text names those under which this person finds nothing."""
    keys = {title: title_key(title) for title in titles}
    targets = targets_of(article, set(keys.values()))
    found = places_shown_to(viewer, {("article", target) for target in targets.values()})
    return [title for title, key in keys.items() if ("article", targets.get(key)) not in found]


def broken_titles(viewer: Viewer):
    """Published texts this person writes that name an article nobody finds, or they do not."""
    shown = exists().where(
        SearchDocument.kind == "article",
        SearchDocument.object_id == ArticleReference.target_id,
        visible(SearchDocument.audience_id, viewer),
    )
    return db.session.execute(
        _texts_of(viewer)
        .add_columns(ArticleReference.title.label("words"))
        .join(ArticleReference, ArticleReference.article_id == Article.id)
        .where(~shown)
        .order_by(func.lower(Article.title), Article.id, ArticleReference.key)
        .limit(MOST)
    ).all()


def broken_addresses(viewer: Viewer):
    """Published texts this person writes that lead to a lesson or article nobody finds, by its address."""
    there = exists().where(SearchDocument.kind == ArticleLink.kind, SearchDocument.object_id == ArticleLink.object_id)
    by_title = exists().where(
        ArticleReference.article_id == Article.id,
        ArticleLink.kind == "article",
        ArticleReference.target_id == ArticleLink.object_id,
    )
    return db.session.execute(
        _texts_of(viewer)
        .add_columns(ArticleLink.kind, ArticleLink.object_id)
        .join(ArticleLink, ArticleLink.article_id == Article.id)
        .where(ArticleLink.is_linked, ~there, ~by_title)
        .order_by(func.lower(Article.title), Article.id, ArticleLink.kind, ArticleLink.object_id)
        .limit(MOST)
    ).all()


def orphans(viewer: Viewer):
    """Published articles this person writes to which no text of a published article leads."""
    other = aliased(Article)
    led_to = (
        select(ArticleLink.article_id)
        .join(other, other.id == ArticleLink.article_id)
        .where(ArticleLink.kind == "article", ArticleLink.object_id == Article.id, ArticleLink.is_linked)
        .where(other.published_at.is_not(None), other.archived_at.is_(None))
        .exists()
    )
    return db.session.execute(
        _texts_of(viewer)
        .where(~led_to, Article.obsolete_at.is_(None))
        .order_by(func.lower(Article.title), Article.id)
        .limit(MOST)
    ).all()


def writes_anywhere(viewer: Viewer) -> bool:
    """Whether this person writes in any collection they read."""
    own = select(Collection.id).where(visible(Collection.audience_id, viewer), IS_SHARED, is_written_by(viewer))
    return viewer.is_authenticated and db.session.scalar(own.limit(1)) is not None


def _texts_of(viewer: Viewer) -> Select:
    return (
        select(Article.id, Article.title, Article.language, Collection.title.label("collection_title"))
        .join(Collection, Collection.id == Article.collection_id)
        .where(visible(Article.audience_id, viewer), is_written_by(viewer), *IS_READ)
    )


def _likeliest(article: Article, rows):
    """Of several articles of one title: one that is read, another than this, called so now, near it, in its language."""

    def rank(row):
        return (
            row.archived_at is not None,
            row.id == article.id,
            title_key(row.title) != row.key,
            row.collection_id != article.collection_id,
            row.is_personal,
            row.language != article.language,
            row.id,
        )

    return min(rows, key=rank)
