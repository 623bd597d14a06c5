"""Files that texts hold: a table between both says which, and what an image shows there."""

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update

from lms.access import ACADEMY, PUBLIC
from lms.database import db
from lms.files.actions import remove_file, store_upload
from lms.files.models import File
from lms.revisions.rendering import FILE_ADDRESS


@dataclass(frozen=True)
class Holding:
    """`column` names the text in the table between, such as ArticleFile.article_id; `table` is that of the texts.

    A file is for the widest audience that reads a text with it, of the texts that are `read`; what none of those holds
    is for `otherwise`, or stays as it was. Texts that have no audience have no `table` here."""

    column: Any
    table: type | None = None
    read: tuple = ()
    otherwise: int | None = None

    @property
    def _link(self) -> type:
        return self.column.class_

    def files_of(self, text):
        """The images and files of a text, newest first."""
        statement = (
            select(File.id, File.key, File.name, File.media_type, File.size, File.width, File.height, self._link.alt)
            .join(self._link, self._link.file_id == File.id)
            .where(self.column == text.id, File.deleted_at.is_(None))
            .order_by(File.id.desc())
        )
        return db.session.execute(statement).all()

    def find(self, text, key: str) -> File | None:
        statement = select(File).join(self._link, self._link.file_id == File.id)
        return db.session.scalars(statement.where(self.column == text.id, File.key == key)).one_or_none()

    def add(self, text, data: bytes, name: str, *, alt: str = "", by=None) -> File:
        """Keep an upload for a text; whoever reads the text may fetch it."""
        audience_id, known = self.otherwise or text.audience_id, self._find_same(data)
        file = store_upload(data, name, audience_id=audience_id, by=by, known=known)
        db.session.add(self._link(**{self.column.key: text.id}, file_id=file.id, alt=alt))
        self.settle([file.id])
        return file

    def _find_same(self, data: bytes) -> File | None:
        """A file of these texts with the same bytes: what comes back after an export."""
        statement = select(File).join(self._link, self._link.file_id == File.id)
        same = File.sha256 == hashlib.sha256(data).hexdigest(), File.deleted_at.is_(None)
        return db.session.scalars(statement.where(*same).limit(1)).first()

    def take(self, text, file: File) -> None:
        """The text no longer holds the file; it is removed when no other does."""
        db.session.execute(delete(self._link).where(self.column == text.id, self._link.file_id == file.id))
        if db.session.scalar(select(self.column).where(self._link.file_id == file.id).limit(1)) is None:
            remove_file(file)
        else:
            self.settle([file.id])

    def adopt(self, text, html: str, among) -> None:
        """Files of others `among` the texts that this one shows too become its own.

        Only those: an address copied from a cohort's conversation must not open that file to others."""
        keys = set(FILE_ADDRESS.findall(html))
        if not keys:
            return
        theirs = (
            select(File.id)
            .join(self._link, self._link.file_id == File.id)
            .join(self.table, self.table.id == self.column)
            .where(File.key.in_(keys), among)
        )
        shown = set(db.session.scalars(theirs))
        own = set(db.session.scalars(select(self._link.file_id).where(self.column == text.id)))
        for file_id in sorted(shown - own):
            db.session.add(self._link(**{self.column.key: text.id}, file_id=file_id))
        self.settle(shown)

    def settle(self, file_ids) -> None:
        """Bring who may fetch these files up to date."""
        db.session.flush()
        for file_id in sorted(file_ids if self.table else ()):
            readers = select(self.table.audience_id).join(self._link, self.column == self.table.id)
            audiences = set(db.session.scalars(readers.where(self._link.file_id == file_id, *self.read)))
            widest = next((audience for audience in (PUBLIC, ACADEMY) if audience in audiences), None)
            widest = widest or min(audiences, default=self.otherwise)
            if widest is not None:
                db.session.execute(update(File).where(File.id == file_id).values(audience_id=widest))

    def settle_of(self, text_ids) -> None:
        """The same for all files of these texts."""
        held = select(self._link.file_id).where(self.column.in_(list(text_ids))).distinct()
        self.settle(list(db.session.scalars(held)))
