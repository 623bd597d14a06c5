"""The tables of reactions and thanks."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, now

KINDS = ("said", "known", "thinking")


class PostReaction(Base):
    """What a post does to somebody, as one of KINDS. Nothing is ranked by it."""

    __tablename__ = "post_reactions"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(default=now)


class Thanks(Base):
    """A person thanks the author of a post, perhaps with a sentence that only the author reads."""

    __tablename__ = "thanks"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    sentence: Mapped[str] = mapped_column(default="")
