"""The table of places that were seen to, though several people asked about them."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, now


class SeenPlace(Base):
    """`place` names a lesson, an article, a passage of one, or a question: “article:7:key”, “topic:9:”.

    It leaves the list until enough people ask or look after that moment."""

    __tablename__ = "seen_places"

    place: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    seen_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
