"""Every SELECT about collections and articles as readers see them; a page's function loads all its template shows."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased, contains_eager

from knowledge.models import Article, Collection
from knowledge.policies import can_keep_knowledge
from knowledge.statements import ARTICLE_PAGE, IS_READ
from lms.access import Audience, Viewer, visible
from lms.database import db
from lms.people.models import User

MOST_COLLECTIONS = 100
MOST_ARTICLES = 500  # in one collection; past that, search finds faster than eyes
LATEST = 8
FEW = 5
IS_SHARED = Collection.is_personal.is_(False)  # not where a member's own stories stand
_verifier, _above = aliased(User), aliased(Collection)


def collections_visible_to(viewer: Viewer, *, archived: bool = False) -> Select:
    """The collections a person may know of; those in the archive only where their keepers look for them."""
    statement = select(Collection).where(visible(Collection.audience_id, viewer), IS_SHARED)
    return statement if archived else statement.where(Collection.archived_at.is_(None))


def articles_visible_to(viewer: Viewer) -> Select:
    """The published articles a person reads, each with its collection."""
    return (
        select(Article)
        .join(Article.collection)
        .options(contains_eager(Article.collection))
        .where(visible(Article.audience_id, viewer), *IS_READ)
    )


def named_collections(viewer: Viewer) -> list:
    """(id, title) of the collections a person may know of, for `in:` in a search; one within another goes by both titles."""
    outer = aliased(Collection)
    is_around = and_(outer.id == Collection.parent_id, visible(outer.audience_id, viewer), outer.archived_at.is_(None))
    title = func.coalesce(outer.title + " ", "").concat(Collection.title)
    named = select(Collection.id, title).outerjoin(outer, is_around)
    named = named.where(visible(Collection.audience_id, viewer), IS_SHARED)
    return db.session.execute(named.order_by(Collection.id.desc()).limit(MOST_COLLECTIONS)).all()


def find_collections(viewer: Viewer, *, within: int | None = None):
    """The collections a person may open, or those of them in one collection, in their order, each with its owner and
    number of articles."""
    number = (
        select(func.count())
        .where(Article.collection_id == Collection.id, visible(Article.audience_id, viewer), *IS_READ)
        .scalar_subquery()
    )
    statement = (
        _collection_rows()
        .add_columns(number.label("articles"))
        .where(visible(Collection.audience_id, viewer), Collection.archived_at.is_(None), IS_SHARED)
        .order_by(Collection.position, Collection.id)
        .limit(MOST_COLLECTIONS)
    )
    if within:
        statement = statement.where(Collection.parent_id == within)
    return db.session.execute(statement).all()


def find_archived_collections(viewer: Viewer):
    statement = (
        _collection_rows()
        .where(visible(Collection.audience_id, viewer), Collection.archived_at.is_not(None))
        .order_by(Collection.archived_at.desc(), Collection.id)
        .limit(MOST_COLLECTIONS)
    )
    return db.session.execute(statement).all()


def find_collection_page(viewer: Viewer, collection_id: int):
    """A collection with its owner, who reads it and what it stands in; one in the archive is found by those who can bring
    it back."""
    statement = (
        _collection_rows()
        .add_columns(
            _above.id.label("above_id"), _above.title.label("above_title"), _above.language.label("above_language")
        )
        .outerjoin(
            _above,
            and_(_above.id == Collection.parent_id, visible(_above.audience_id, viewer), _above.archived_at.is_(None)),
        )
        .where(Collection.id == collection_id, visible(Collection.audience_id, viewer))
    )
    if not can_keep_knowledge(viewer):
        statement = statement.where(Collection.archived_at.is_(None))
    return db.session.execute(statement).one_or_none()


def find_articles_of(viewer: Viewer, collection_id: int):
    """The published articles of a collection, by title."""
    statement = (
        _article_rows(viewer)
        .where(Article.collection_id == collection_id)
        .order_by(func.lower(Article.title), Article.id)
        .limit(MOST_ARTICLES)
    )
    return db.session.execute(statement).all()


def find_latest_articles(viewer: Viewer):
    """What was published or changed last, anywhere a person reads."""
    statement = (
        _article_rows(viewer)
        .join(Collection, Collection.id == Article.collection_id)
        .add_columns(Collection.title.label("collection_title"))
        .where(Article.obsolete_at.is_(None), IS_SHARED)
        .order_by(Article.updated_at.desc(), Article.id.desc())
        .limit(LATEST)
    )
    return db.session.execute(statement).all()


def find_lately_verified(viewer: Viewer, moment: datetime):
    """What somebody vouched for last, and still does, anywhere a person reads."""
    statement = (
        _article_rows(viewer)
        .join(Collection, Collection.id == Article.collection_id)
        .add_columns(Article.verified_at)
        .where(
            Article.verified_until > moment,
            Article.is_changed_since.is_(False),
            Article.obsolete_at.is_(None),
            IS_SHARED,
        )
        .order_by(Article.verified_at.desc(), Article.id.desc())
        .limit(FEW)
    )
    return db.session.execute(statement).all()


def find_article_page(viewer: Viewer, article_id: int):
    """An article with its collection, its people, its pair in another language and the reader's own vote; or None."""
    values = {"article_id": article_id, "user_id": viewer.id or 0, "audiences": sorted(viewer.audiences)}
    return db.session.execute(ARTICLE_PAGE, values).one_or_none()


class Linking(NamedTuple):
    """An article whose text leads here."""

    id: int
    language: str
    title: str


def hidden_places(article) -> set[tuple[str, int]]:
    """Of the lessons and articles the text of a row of ARTICLE_PAGE leads to, those its reader does not find."""
    places = (place.partition(":") for place in (article.hidden_places or "").split())
    return {(kind, int(number)) for kind, _colon, number in places}


def linking(article) -> list[Linking]:
    """The first articles its reader finds whose text leads to that of a row of ARTICLE_PAGE, by title."""
    return _by_title(article.linking)


def lessons(article) -> list[Linking]:
    """The first lessons its reader finds whose text leads to that of a row of ARTICLE_PAGE, by title."""
    return _by_title(article.lessons)


def _by_title(gathered: str | None) -> list[Linking]:
    lines = (line.split(" ", 2) for line in (gathered or "").split("\n") if line)
    found = [Linking(int(number), language, title) for number, language, title in lines]
    return sorted(found, key=lambda one: (one.title.lower(), one.id))


def contributors(article) -> list[str]:
    """Who, besides its author, wrote something that became part of the text of a row of ARTICLE_PAGE, the first one first."""
    names = dict.fromkeys(name for name in (article.contributors or "").split("\n") if name)
    return [name for name in names if name != article.author_name]


def _collection_rows() -> Select:
    columns = (
        "id", "parent_id", "title", "summary", "openness", "language", "owner_id", "audience_id", "archived_at",
        "is_personal",
    )  # fmt: skip
    return (
        select(
            *(getattr(Collection, name) for name in columns),
            Audience.kind.label("audience_kind"),
            User.name.label("owner_name"),
        )
        .join(Audience, Audience.id == Collection.audience_id)
        .outerjoin(User, User.id == Collection.owner_id)
    )


def _article_rows(viewer: Viewer) -> Select:
    return (
        select(
            Article.id,
            Article.title,
            Article.summary,
            Article.language,
            Article.updated_at,
            Article.obsolete_at,
            Article.verified_until,
            Article.is_changed_since,
            User.name.label("author_name"),
            _verifier.name.label("verifier_name"),
        )
        .outerjoin(User, User.id == Article.created_by)
        .outerjoin(_verifier, _verifier.id == Article.verified_by)
        .where(visible(Article.audience_id, viewer), *IS_READ)
    )
