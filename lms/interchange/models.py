"""What every import writes down of itself, in the table of its kind."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Id, now


class Import:
    """One import with its receipt: `source_key` names what was sent until it has arrived, `options` what was asked for."""

    id: Mapped[Id]
    title: Mapped[str] = mapped_column(default="")
    source_name: Mapped[str]
    source_key: Mapped[str] = mapped_column(default="")
    options: Mapped[dict] = mapped_column(JSON, default=dict)
    started_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    steps_done: Mapped[int] = mapped_column(default=0)
    steps: Mapped[int] = mapped_column(default=0)
    receipt: Mapped[dict] = mapped_column(JSON, default=dict)
    finished_at: Mapped[datetime | None]
    failed_because: Mapped[str] = mapped_column(default="")
    undone_at: Mapped[datetime | None]
