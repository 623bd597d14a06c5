"""The table of badges of earned roles."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, now


class RoleBadge(Base):
    """What the holder of a role shares: `code` opens the page on which it is checked, and the rest is what that names."""

    __tablename__ = "role_badges"

    role_id: Mapped[int] = mapped_column(ForeignKey("earned_roles.id"), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    language: Mapped[str] = mapped_column(default="en")
    shows_name: Mapped[bool] = mapped_column(default=False)
    shows_cohort: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str]  # of the holder, as they agreed to it
    badge: Mapped[str] = mapped_column(default="")  # the signed credential, as a JWT
    made_at: Mapped[datetime] = mapped_column(default=now)
