"""Every write about search: what can be found, by whom, and what no longer can."""

from datetime import datetime

from sqlalchemy import delete, select, text, update

from lms.database import db, now, write
from lms.search.models import SearchDocument
from lms.search.words import tokens


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
    document_id = write(
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
    ).scalar_one()
    _write_words(document_id, audience_id, kind, title, f"{body} {author_name}", language)


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


def change_audience(kind: str, object_ids, audience_id: int) -> None:
    """Move objects to another audience, in the documents and in the index."""
    which = (SearchDocument.kind == kind, SearchDocument.object_id.in_(list(object_ids)))
    db.session.execute(update(SearchDocument).where(*which).values(audience_id=audience_id))
    for document in db.session.execute(select(SearchDocument.__table__).where(*which)):
        _write_document(document)


def rebuild() -> int:
    """Write the whole index anew from the documents; the number of documents."""
    db.session.execute(text("DELETE FROM search_index"))
    documents = db.session.execute(
        select(SearchDocument.__table__).order_by(SearchDocument.id).execution_options(yield_per=500)
    )
    count = 0
    for count, document in enumerate(documents, 1):  # noqa: B007
        _write_document(document)
    return count


_DELETE_WORDS = {
    True: "DELETE FROM search_index WHERE document_id = :id",
    False: "DELETE FROM search_index WHERE rowid = :id",
}
_WRITE_WORDS = {
    True: (
        "INSERT INTO search_index (document_id, words) VALUES (:id, to_tsvector('simple', :tags) || "
        "setweight(to_tsvector('simple', :title), 'A') || setweight(to_tsvector('simple', :body), 'D')) "
        "ON CONFLICT (document_id) DO UPDATE SET words = excluded.words"
    ),
    False: (
        "INSERT OR REPLACE INTO search_index (rowid, audience, kind, title, body) "
        "VALUES (:id, :audience, :kind, :title, :body)"
    ),
}


def _indexed(insert):
    row = insert(SearchDocument.__table__)
    changed = {
        name: row.excluded[name]
        for name in ("audience_id", "title", "body", "url", "author_name", "at", "extra", "weight")
    }
    return row.on_conflict_do_update(index_elements=["kind", "object_id", "language"], set_=changed).returning(
        SearchDocument.id
    )


def _write_document(document) -> None:
    body = f"{document.body} {document.author_name}"
    _write_words(document.id, document.audience_id, document.kind, document.title, body, document.language)


def _write_words(document_id: int, audience_id: int, kind: str, title: str, body: str, language: str) -> None:
    words = {"id": document_id, "title": tokens(title, language), "body": tokens(body, language)}
    if _on_postgresql():
        words["tags"] = f"aud{audience_id} kind{kind}"
        words["body"] = words["body"][:900_000]  # a tsvector holds at most one megabyte
    else:
        words |= {"audience": f"aud{audience_id}", "kind": kind}
    db.session.execute(text(_WRITE_WORDS[_on_postgresql()]), words)


def _on_postgresql() -> bool:
    return db.session.get_bind().dialect.name == "postgresql"
