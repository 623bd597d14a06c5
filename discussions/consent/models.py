"""The tables of consent: what somebody who leads proposes to show elsewhere, and what each author said about each post."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from discussions.models import Post
from lms.database import Base, Id, now

YES = ("named", "anonymous")
ANSWERS = (*YES, "no")


class Proposal(Base):
    """Posts are to be shown elsewhere too: beside their lesson (an echo), as a copy for more readers, or in an article.

    What was said in no cohort is asked about for articles only. `audience_id` are the readers everybody was asked about. It is never changed, whatever becomes of lesson, course or topic.
    """

    __tablename__ = "proposals"
    __table_args__ = (
        Index("ix_proposals_lesson", "lesson_id", "course_id"),
        Index("ix_proposals_audience", "audience_id", "id"),
    )

    id: Mapped[Id]
    kind: Mapped[str]  # echo, copy, article
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"), index=True)
    course_id: Mapped[int | None] = mapped_column(ForeignKey("courses.id"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), index=True)
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lessons.id"))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"), index=True)
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    proposed_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    proposed_at: Mapped[datetime] = mapped_column(default=now)
    retracted_at: Mapped[datetime | None]

    viewer_phase: Mapped[str | None] = query_expression()
    space_kind = "cohort"

    @property
    def use(self) -> str:
        """What an author is asked about, once per post."""
        about = {"echo": self.lesson_id, "copy": self.audience_id, "article": self.article_id}
        return f"{self.kind}:{about[self.kind]}"


class Consent(Base):
    """What the author of a post said to one use of it. Only a yes keeps words: those that the author saw when saying it."""

    __tablename__ = "consents"
    __table_args__ = (UniqueConstraint("post_id", "use"), Index("ix_consents_person_id", "person_id", "id"))

    id: Mapped[Id]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    use: Mapped[str]
    position: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(default=now)
    answer: Mapped[str] = mapped_column(default="")  # one of ANSWERS; empty until there is one
    answered_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    title: Mapped[str] = mapped_column(default="")  # of the conversation, where the post opened it
    words: Mapped[str] = mapped_column(default="")  # paragraphs of plain text with an empty line between them

    proposal: Mapped[Proposal] = relationship(lazy="raise_on_sql")
    post: Mapped[Post] = relationship(lazy="raise_on_sql")

    @property
    def is_given(self) -> bool:
        return self.answer in YES and self.withdrawn_at is None
