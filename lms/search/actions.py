"""Every write about search: what can be found, by whom, and what no longer can."""

from datetime import datetime

from sqlalchemy import delete, select, text, update

from lms.database import db, now
from lms.renewing import renews
from lms.search.entries import INDEX_VERSION, entry
from lms.search.models import SearchDocument
from lms.writing import write


def index(
    kind: str,
    object_id: int,
    *,
    audience_id: int,
    title: str,
    body: str,
    language: str,
    url: str,
    author_name: str = "",
    at: datetime | None = None,
    extra: dict | None = None,
    weight: float = 1.0,
) -> None:
    """Make an object findable in one language, or bring what is found of it up to date."""
    document = write(
        _indexed,
        kind=kind,
        object_id=object_id,
        language=language,
        audience_id=audience_id,
        title=title,
        body=body,
        url=url,
        author_name=author_name,
        at=at or now(),
        extra=extra or {},
        weight=weight,
        index_version=INDEX_VERSION,
    ).one_or_none()
    _write_entry(document)


def remove(kind: str, object_id: int, *, language: str | None = None) -> None:
    """Make an object unfindable, in one language or in all."""
    which = [SearchDocument.kind == kind, SearchDocument.object_id == object_id]
    if language is not None:
        which.append(SearchDocument.language == language)
    ids = list(db.session.scalars(select(SearchDocument.id).where(*which)))
    for document_id in ids:
        db.session.execute(text(_DELETE_WORDS[_on_postgresql()]), {"id": document_id})
    if ids:
        db.session.execute(delete(SearchDocument).where(SearchDocument.id.in_(ids)))


def change_audience(kind: str, object_ids, audience_id: int, **places: int) -> None:
    """Move objects to another audience, and to other places such as `space_id`, in the documents and in the index."""
    which = (SearchDocument.kind == kind, SearchDocument.object_id.in_(list(object_ids)))
    db.session.execute(update(SearchDocument).where(*which).values(audience_id=audience_id))
    for document in db.session.scalars(select(SearchDocument).where(*which)).all():
        if places:
            document.extra = document.extra | places
        _write_entry(document)
    db.session.flush()


def rebuild() -> int:
    """Write the whole index anew from the documents; the number of documents."""
    db.session.execute(text("DELETE FROM search_index"))
    db.session.execute(update(SearchDocument).values(index_version=INDEX_VERSION))
    documents = db.session.execute(
        select(SearchDocument.__table__).order_by(SearchDocument.id).execution_options(yield_per=500)
    )
    count = 0
    for count, document in enumerate(documents, 1):  # noqa: B007
        _write_entry(document)
    return count


@renews("search")
def renew_entries(limit: int) -> int:
    """Make the entries anew that an older version made, the newest documents first; the number of them."""
    outdated = select(SearchDocument.__table__).where(SearchDocument.index_version < INDEX_VERSION)
    documents = db.session.execute(outdated.order_by(SearchDocument.id.desc()).limit(limit)).all()
    for document in documents:
        _write_entry(document)
    these = SearchDocument.id.in_([document.id for document in documents])
    db.session.execute(update(SearchDocument).where(these).values(index_version=INDEX_VERSION))
    return len(documents)


_DELETE_WORDS = {
    True: "DELETE FROM search_index WHERE document_id = :id",
    False: "DELETE FROM search_index WHERE rowid = :id",
}
WRITE_ENTRY = {
    True: (
        "INSERT INTO search_index (document_id, title, body, words) VALUES (:id, :title, :body, CAST(:vector AS tsvector)) "
        "ON CONFLICT (document_id) DO UPDATE SET title = excluded.title, body = excluded.body, words = excluded.words"
    ),
    False: (
        "INSERT OR REPLACE INTO search_index (rowid, tags, title_words, body_words, author_words, title, body) "
        "VALUES (:id, :tags, :title_words, :body_words, :author_words, :title, :body)"
    ),
}
_ENTRY = {engine: text(statement) for engine, statement in WRITE_ENTRY.items()}


def _indexed(insert):
    row = insert(SearchDocument.__table__)
    changed = {
        name: row.excluded[name]
        for name in ("audience_id", "title", "body", "url", "author_name", "at", "extra", "weight", "index_version")
    }
    return row.on_conflict_do_update(index_elements=["kind", "object_id", "language"], set_=changed).returning(
        *SearchDocument.__table__.columns
    )


def _write_entry(document) -> None:
    write(_ENTRY[_on_postgresql()], id=document.id, **entry(document))


def _on_postgresql() -> bool:
    return db.session.get_bind().dialect.name == "postgresql"
