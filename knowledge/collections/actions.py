"""Every write about collections; their articles, files and search documents follow."""

from sqlalchemy import func, select, update

from knowledge import indexing
from knowledge.contributions.finding import move_contributions
from knowledge.links.titles import tell_texts
from knowledge.models import Article, Collection
from knowledge.quotes.marks import MARK
from knowledge.uploads.files import ARTICLE_FILES
from lms.admin.audit import audit
from lms.database import db, now
from lms.search.actions import change_audience


class TooDeep(Exception):
    """Collections stand two deep, and not in the archive: this one cannot stand in that one, or no longer."""


class StaleCollection(Exception):
    """Somebody else changed the collection since the page was opened; `stored` is what it says now."""

    def __init__(self, stored: Collection):
        super().__init__("the collection was changed by somebody else")
        self.stored = stored


def create_collection(
    *, title: str, audience_id: int, openness: str, language: str, owner_id: int | None, summary: str = "",
    parent_id: int | None = None, by,
) -> Collection:  # fmt: skip
    """A new collection, after those there are; TooDeep when the other is no place for it any more."""
    if parent_id:
        _check_place(None, db.session.get_one(Collection, parent_id, with_for_update=True, populate_existing=True))
    collection = Collection(
        audience_id=audience_id,
        parent_id=parent_id,
        title=title,
        summary=summary,
        openness=openness,
        language=language,
        owner_id=owner_id,
        position=_last_position() + 1,
    )
    db.session.add(collection)
    db.session.flush()
    _note("collection created", collection, by, audience_id=audience_id, openness=openness)
    return collection


def change_collection(
    collection: Collection,
    *,
    title: str,
    summary: str,
    openness: str,
    language: str,
    owner_id: int | None,
    version: int,
    by,
) -> Collection:
    """Other words, openness or owner, unless somebody else changed something since `version`."""
    words = {"title": title, "summary": summary, "openness": openness, "language": language, "owner_id": owner_id}
    stored = _locked(collection)
    if all(getattr(stored, name) == value for name, value in words.items()):
        return stored
    if stored.version != version:
        raise StaleCollection(stored)
    former = {name: getattr(stored, name) for name in words}
    for name, value in words.items():
        setattr(stored, name, value)
    stored.version += 1
    db.session.flush()
    if former["openness"] != openness:
        _note("collection openness changed", stored, by, former=former["openness"], openness=openness)
    if former["owner_id"] != owner_id:
        _hand_over(stored, former["owner_id"])
    if former["title"] != title:
        for article in db.session.scalars(_articles(stored).where(Article.published_at.is_not(None))):
            indexing.settle_article(article, stored)
    return stored


def change_readers(collection: Collection, audience_id: int, *, by) -> int:
    """Let another audience read the collection and all its articles, drafts included; how many are published."""
    stored = _locked(collection)
    former = stored.audience_id
    articles = db.session.scalars(_articles(stored)).all()
    if former != audience_id:
        stored.audience_id = audience_id
        stored.version += 1
        for article in articles:
            article.audience_id = audience_id
        db.session.flush()
        ids = [article.id for article in articles]
        change_audience("article", ids, audience_id)
        for article in articles:
            if MARK in article.html:  # quotes are found by those their writers said yes to
                indexing.settle_article(article, stored)
        move_contributions(articles, by=by)
        ARTICLE_FILES.settle_of(ids)
        tell_texts(articles)
        _note("collection audience changed", stored, by, audience_id=audience_id, former=former)
    return sum(article.is_read for article in articles)


def put_under(collection: Collection, parent_id: int | None, *, by) -> None:
    """Let the collection stand in another, after those there, or on the first level; its readers stay who they are."""
    db.session.flush()
    ids = sorted({collection.id, parent_id} - {None})  # both held, in one order, so that no two end in each other
    both = select(Collection).where(Collection.id.in_(ids)).order_by(Collection.id).with_for_update()
    rows = {row.id: row for row in db.session.scalars(both, execution_options={"populate_existing": True})}
    stored, former = rows[collection.id], rows[collection.id].parent_id
    if former == parent_id:
        return
    if parent_id:
        _check_place(stored, rows[parent_id])
    stored.parent_id, stored.position = parent_id, _last_position() + 1
    db.session.flush()
    _note("collection moved", stored, by, former=former, parent=parent_id)


def move_collection(collection: Collection, step: int) -> None:
    """One place up (-1) or down (+1) among the collections beside it that are not in the archive."""
    db.session.flush()
    beside = Collection.parent_id.is_not_distinct_from(collection.parent_id), Collection.archived_at.is_(None)
    statement = select(Collection).where(*beside).order_by(Collection.position, Collection.id)
    collections = list(db.session.scalars(statement))
    here = collections.index(collection)
    collections.insert(max(0, min(here + step, len(collections) - 1)), collections.pop(here))
    for position, other in enumerate(collections, 1):
        other.position = position
    db.session.flush()


def archive_collection(collection: Collection, *, by) -> None:
    """Readers no longer find the collection, those in it, nor their articles; nothing of it is lost."""
    stored = _locked(collection)
    if stored.archived_at:
        return
    moment = now()
    for each in [stored, *_inner(stored, Collection.archived_at.is_(None))]:
        each.archived_at = moment
        _settle(each, Article.archived_at.is_(None), moment)
        _note("collection archived", each, by)


def return_collection(collection: Collection, *, by) -> None:
    """Back from the archive, with the collections in it and the articles that went there together with it.

    What it stood in may still be there: then it stands on the first level from now on."""
    stored = _locked(collection)
    moment = stored.archived_at
    if moment is None:
        return
    if stored.parent_id and _locked(db.session.get_one(Collection, stored.parent_id)).archived_at:
        stored.parent_id = None
    for each in [stored, *_inner(stored, Collection.archived_at == moment)]:
        each.archived_at = None
        _settle(each, Article.archived_at == moment, None)
        _note("collection returned", each, by)


def _settle(collection: Collection, which, archived_at) -> None:
    """Put articles in the archive, or take them out, with what search finds of them and who may fetch their files."""
    articles = db.session.scalars(_articles(collection).where(which)).all()
    for article in articles:
        article.archived_at = archived_at
        db.session.flush()
        indexing.settle_article(article, collection)
    ARTICLE_FILES.settle_of(article.id for article in articles)


def _check_place(collection: Collection | None, parent: Collection) -> None:
    """TooDeep unless the collection, or a new one, can stand in this one."""
    if parent.parent_id or parent.archived_at:
        raise TooDeep
    if collection and (collection.archived_at or collection.id == parent.id or _inner(collection)):
        raise TooDeep


def _inner(collection: Collection, *which) -> list[Collection]:
    inner = select(Collection).where(Collection.parent_id == collection.id, *which).order_by(Collection.id)
    return list(db.session.scalars(inner.with_for_update()))


def _last_position() -> int:
    return db.session.scalar(select(func.max(Collection.position))) or 0


def _hand_over(collection: Collection, former_id: int | None) -> None:
    """The articles its former owner kept true are the new owner's to keep."""
    db.session.execute(
        update(Article)
        .where(Article.collection_id == collection.id, Article.owner_id.is_not_distinct_from(former_id))
        .values(owner_id=collection.owner_id)
    )


def _articles(collection: Collection):
    return select(Article).where(Article.collection_id == collection.id).order_by(Article.id)


def _locked(collection: Collection) -> Collection:
    db.session.flush()
    return db.session.get_one(Collection, collection.id, with_for_update=True, populate_existing=True)


def _note(action: str, collection: Collection, by, *, audience_id: int | None = None, **details) -> None:
    audit(
        action,
        actor=by,
        object_kind="collection",
        object_id=collection.id,
        audience_id=audience_id or collection.audience_id,
        **details,
    )
