"""The table of what people chose to show of what they did."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base


class ShownDeed(Base):
    """A kind of evidence that somebody shows, beside what is shown of everybody's work."""

    __tablename__ = "shown_deeds"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
