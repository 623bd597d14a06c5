"""The table of uploaded files."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

IS_WAITING = text("waits_until IS NOT NULL")


class File(Base):
    """An uploaded file. `key` is random and names it everywhere; `audience_id` says who may fetch it.

    One that waits stands in no text yet: until then only its owner fetches it, and at that moment it is removed.
    """

    __tablename__ = "files"
    __table_args__ = (Index("ix_files_waiting", "waits_until", sqlite_where=IS_WAITING, postgresql_where=IS_WAITING),)

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    width: Mapped[int | None]
    height: Mapped[int | None]
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    uploaded_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    deleted_at: Mapped[datetime | None]
    waits_until: Mapped[datetime | None]
