"""The table of answers that are held back."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now


class HeldAnswer(Base):
    """What somebody who leads would answer. Only who leads reads it, until it is sent; then the row is gone.

    `about` is the passage it is about, as a Place names it, and `about_quote` the words that stood there."""

    __tablename__ = "held_answers"

    id: Mapped[Id]
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    body: Mapped[str]
    html: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    about_quote: Mapped[str] = mapped_column(default="")
    held_at: Mapped[datetime] = mapped_column(default=now)
