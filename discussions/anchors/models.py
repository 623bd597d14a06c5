"""The table of posts that are about a passage of a lesson or an article, a quiz question or an event."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base


class PostAnchor(Base):
    """The passage a reply is about, wherever its conversation goes; a topic says the same of itself in its own row.

    Of a quiz question no word is kept, as it is shown only to who has answered it; of an event neither: it has its name of today."""

    __tablename__ = "post_anchors"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lessons.id"), index=True)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id"), index=True)  # in the quiz of lesson_id
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"), index=True)
    anchor_key: Mapped[str]
    anchor_quote: Mapped[str]  # kept word for word, also when the text changes
    anchor_language: Mapped[str]
    anchor_lost: Mapped[bool] = mapped_column(default=False)
