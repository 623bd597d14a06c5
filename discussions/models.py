"""The tables of discussions: spaces, topics, who has the same question, and posts with their history."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from lms.database import Base, Id, now
from lms.markup import RENDERER_VERSION

PAGE = 20  # posts on one page of a topic


class Space(Base):
    """A place where one audience talks: a cohort's own, a course's, or the academy's.

    `viewer_phase` is the phase of the person a query looked for in the space's cohort, None outside cohorts.
    """

    __tablename__ = "spaces"

    id: Mapped[Id]
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    kind: Mapped[str]  # cohort, course, academy
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"), unique=True)
    course_id: Mapped[int | None] = mapped_column(ForeignKey("courses.id"))
    title: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    topic_count: Mapped[int] = mapped_column(default=0)
    question_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)

    viewer_phase: Mapped[str | None] = query_expression()

    @property
    def space_kind(self) -> str:
        return self.kind

    @property
    def address(self) -> str:
        """Where the space is shown: a cohort's on the page of the cohort."""
        return f"/cohorts/{self.cohort_id}" if self.kind == "cohort" else f"/spaces/{self.id}"


OPEN_QUESTION = text("kind = 'question' AND accepted_post_id IS NULL AND closed_at IS NULL AND deleted_at IS NULL")
IS_PINNED = text("pinned_at IS NOT NULL")
IS_REMOVED = text("deleted_at IS NOT NULL")


class Topic(Base):
    """A conversation. Counters stand here and change by delta with each write; `flask recount` rebuilds them.

    `viewer_phase` is filled as in Space, so that policies can decide from the row alone.
    """

    __tablename__ = "topics"
    __table_args__ = (
        Index("ix_topics_space_bumped", "space_id", "bumped_at", "id"),
        Index("ix_topics_space_kind_bumped", "space_id", "kind", "bumped_at", "id"),
        Index("ix_topics_audience_bumped", "audience_id", "bumped_at", "id"),
        Index("ix_topics_lesson_audience", "lesson_id", "audience_id"),
        Index("ix_topics_article_audience", "article_id", "audience_id"),
        Index("ix_topics_pinned", "space_id", "pinned_at", sqlite_where=IS_PINNED, postgresql_where=IS_PINNED),
        Index(
            "ix_topics_open_questions",
            "audience_id",
            "created_at",
            sqlite_where=OPEN_QUESTION,
            postgresql_where=OPEN_QUESTION,
        ),
    )

    id: Mapped[Id]
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"))
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    kind: Mapped[str] = mapped_column(default="discussion")  # one of kinds.KINDS
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    bumped_at: Mapped[datetime] = mapped_column(default=now)
    last_number: Mapped[int] = mapped_column(default=0)  # the highest post number ever given
    newest_number: Mapped[int] = mapped_column(default=0)  # the highest number of a post that stands
    reply_count: Mapped[int] = mapped_column(default=0)  # posts that stand, without the first
    last_poster_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    first_answer_at: Mapped[datetime | None]  # of the first reply that stands and is not the asker's own
    accepted_post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id", use_alter=True))
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    answer_changed_at: Mapped[datetime | None]  # when an accepted answer last gave way
    me_too_count: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None]
    pinned_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"), index=True)  # where its posts went
    slow_minutes: Mapped[int | None]  # one reply per person in so many minutes …
    slow_until: Mapped[datetime | None]  # … until this moment
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lessons.id"))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id"), index=True)  # in the quiz of lesson_id
    anchor_key: Mapped[str] = mapped_column(default="")  # data-block key; empty when about the whole text
    anchor_quote: Mapped[str] = mapped_column(default="")  # kept word for word, also when the text changes
    anchor_language: Mapped[str] = mapped_column(default="")  # of the text the asker was reading
    anchor_lost: Mapped[bool] = mapped_column(default=False)

    space: Mapped[Space] = relationship(lazy="raise_on_sql")
    viewer_phase: Mapped[str | None] = query_expression()

    @property
    def space_kind(self) -> str:
        return self.space.kind

    @property
    def is_answered(self) -> bool:
        return self.accepted_post_id is not None


class Post(Base):
    """One contribution, with a dense number in its topic (the opening post is number 1)."""

    __tablename__ = "posts"
    __table_args__ = (
        UniqueConstraint("topic_id", "number"),
        Index("ix_posts_author_id", "author_id", "id"),
        Index("ix_posts_created_at", "created_at", "deleted_at", "author_id", "topic_id"),
        Index("ix_posts_removed", "deleted_at", sqlite_where=IS_REMOVED, postgresql_where=IS_REMOVED),
    )

    id: Mapped[Id]
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"))
    number: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    body: Mapped[str]
    html: Mapped[str]
    renderer_version: Mapped[int] = mapped_column(default=RENDERER_VERSION)
    created_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]  # of the last edit that left a revision
    edited_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    version: Mapped[int] = mapped_column(default=1)
    deleted_at: Mapped[datetime | None]
    deleted_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    hidden_at: Mapped[
        datetime | None
    ]  # taken away for or after a review; `deleted_by` says who decided, if anybody yet
    was_accepted: Mapped[bool] = mapped_column(default=False)  # when it was deleted; undoing gives it back
    thanks_count: Mapped[int] = mapped_column(default=0)

    topic: Mapped[Topic] = relationship(lazy="raise_on_sql", foreign_keys=topic_id)

    @property
    def is_opening(self) -> bool:
        return self.number == 1


class PostRevision(Base):
    """What a post said before an edit; an opening post also how its conversation was called."""

    __tablename__ = "post_revisions"
    __table_args__ = (UniqueConstraint("post_id", "number"),)

    id: Mapped[Id]
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(default="")
    body: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=now)
    written_by: Mapped[int] = mapped_column(ForeignKey("users.id"))


class MeToo(Base):
    """A person has the same question."""

    __tablename__ = "me_toos"

    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(default=now)
