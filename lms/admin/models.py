"""The tables of administration: the academy's own settings and the audit log."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now


class Academy(Base):
    """The one academy this installation serves (id 1). `set_up_at` is None until the first run is finished.

    `shows_meter` is whether cohorts see this month beside their own months before.
    `video_hosts` are the sites whose videos may play within its pages, once a reader asks for one."""

    __tablename__ = "academy"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(default="Leerkring")
    about: Mapped[str] = mapped_column(default="")
    locale: Mapped[str] = mapped_column(default="en")
    timezone: Mapped[str] = mapped_column(default="Europe/Amsterdam")
    brand_colour: Mapped[str] = mapped_column(default="#005b5d")
    brand_css: Mapped[str] = mapped_column(default="")
    brand_version: Mapped[int] = mapped_column(default=1)
    logo_key: Mapped[str | None]
    allows_join_requests: Mapped[bool] = mapped_column(default=False)
    shows_meter: Mapped[bool] = mapped_column(default=False)
    video_hosts: Mapped[list] = mapped_column(JSON, default=list)
    is_demo: Mapped[bool] = mapped_column(default=False)
    set_up_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class AuditEntry(Base):
    """Who did what to which object; append-only, each entry hashed with the one before. Never content, never secrets."""

    __tablename__ = "audit_log"

    id: Mapped[Id]
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    acting_as: Mapped[str] = mapped_column(default="")
    action: Mapped[str] = mapped_column(index=True)
    object_kind: Mapped[str] = mapped_column(default="")
    object_id: Mapped[int | None]
    audience_id: Mapped[int | None]
    result: Mapped[str] = mapped_column(default="done")
    request_id: Mapped[str] = mapped_column(default="")
    details: Mapped[dict] = mapped_column(JSON, default=dict)
    previous_hash: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)
