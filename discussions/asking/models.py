"""The table of deflections: questions that were answered before they were asked."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now


class Deflection(Base):
    """Somebody found their answer before asking. `words` are theirs alone; everybody else only ever sees counts.

    `audience_id` would have read the question. `reversed_at` is set when the person asks something alike within a week:
    then what they found was no answer.
    """

    __tablename__ = "deflections"
    __table_args__ = (
        Index("ix_deflections_user_id", "user_id", "at"),
        Index("ix_deflections_space_id", "space_id", "at"),
        Index("ix_deflections_at", "at"),
    )

    id: Mapped[Id]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    guest: Mapped[str | None] = mapped_column(
        index=True
    )  # a random name of one browser for seven days, for who has no account
    space_id: Mapped[int | None] = mapped_column(ForeignKey("spaces.id"))  # None at the help desk's form
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    words: Mapped[str]
    found_kind: Mapped[str]  # lesson, article, topic
    found_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)
    reversed_at: Mapped[datetime | None]
    # The passage in which it was found, as topics name theirs; no words are kept of a quote, nor of an answer.
    anchor_key: Mapped[str] = mapped_column(default="", server_default=text("''"))
    anchor_quote: Mapped[str] = mapped_column(default="", server_default=text("''"))
    anchor_language: Mapped[str] = mapped_column(default="", server_default=text("''"))
    anchor_lost: Mapped[bool] = mapped_column(default=False, server_default=false())
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"), index=True)  # the answer of a topic
    text_audience_id: Mapped[int | None] = mapped_column(ForeignKey("audiences.id"))  # read the text at that moment


class DeflectionAuthor(Base):
    """Whose words it was, as the passage read then; `quote_id` names the quote they are in, for as long as it is given."""

    __tablename__ = "deflection_authors"

    deflection_id: Mapped[int] = mapped_column(ForeignKey("deflections.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    quote_id: Mapped[int | None] = mapped_column(ForeignKey("article_quotes.id"))
