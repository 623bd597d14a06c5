"""The tables of work handed in: a submission with its versions and files, feedback with its history, and peer reviews."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now

BY = ("staff", "peer", "self")
ALONE = text("cohort_id IS NULL")
IN_WORK = text("done_at IS NULL AND released_at IS NULL")
WAITS = text("waits_since IS NOT NULL")


class Submission(Base):
    """What one person hands in for one assignment, in a cohort or on their own.

    Three audiences: `own_audience_id` is its writer alone and reads what is being written; `audience_id` adds who grades
    and reads feedback and talk; `work_audience_id` adds who was asked to review and reads what was handed in."""

    __tablename__ = "submissions"
    __table_args__ = (
        UniqueConstraint("lesson_id", "user_id", "cohort_id"),
        Index("ix_submissions_alone", "lesson_id", "user_id", unique=True, sqlite_where=ALONE, postgresql_where=ALONE),
        Index("ix_submissions_waiting", "waits_since", "id", sqlite_where=WAITS, postgresql_where=WAITS),
    )

    id: Mapped[Id]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"), index=True)
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    own_audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    work_audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    number: Mapped[int] = mapped_column(default=0)  # of the version handed in last; 0: none yet
    waits_since: Mapped[datetime | None]  # handed in and not looked at by staff since
    created_at: Mapped[datetime] = mapped_column(default=now)
    from_cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"))  # where its writer was before …
    from_number: Mapped[int | None]  # … and what they had handed in there last

    @property
    def thread(self) -> str:
        """What holds the notifications about it together."""
        return f"submission:{self.id}"

    @property
    def is_from_before(self) -> bool:
        """Whether its writer went on in another cohort and handed in nothing there: nobody new reads it."""
        return self.from_cohort_id is not None and self.number == self.from_number


class SubmissionVersion(Base):
    """The words of a submission: the one being written (no `submitted_at`), and each as it was handed in."""

    __tablename__ = "submission_versions"
    __table_args__ = (UniqueConstraint("submission_id", "number"),)

    id: Mapped[Id]
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"))
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    number: Mapped[int]
    body: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    links: Mapped[list] = mapped_column(JSON, default=list)
    sequence: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(default=now)
    rubric_id: Mapped[int | None] = mapped_column(ForeignKey("rubrics.id"))
    due_at: Mapped[datetime | None]  # as it stood when it was handed in
    submitted_at: Mapped[datetime | None]

    @property
    def draft_place(self) -> str:
        """Where feedback on it is kept while somebody writes it."""
        return f"submission:{self.submission_id}:{self.number}"

    @property
    def is_late(self) -> bool:
        return bool(self.due_at and self.submitted_at and self.submitted_at > self.due_at)


class SubmissionFile(Base):
    """A file of a version; `alt` is what its writer called it, which reviewers without names do not see."""

    __tablename__ = "submission_files"

    version_id: Mapped[int] = mapped_column(ForeignKey("submission_versions.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"), primary_key=True, index=True)
    alt: Mapped[str] = mapped_column(default="")


class Feedback(Base):
    """What one person says about one version: levels chosen, a sentence per criterion, and words to the whole.

    `role` is what they judge as: staff, peer or self. `rubric_id` is the one of the version, whatever came after it."""

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("version_id", "author_id"), Index("ix_feedback_submission_id", "submission_id"))

    id: Mapped[Id]
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("submission_versions.id"))
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    role: Mapped[str]
    rubric_id: Mapped[int | None] = mapped_column(ForeignKey("rubrics.id"))
    choices: Mapped[list] = mapped_column(JSON, default=list)
    comments: Mapped[list] = mapped_column(JSON, default=list)
    points: Mapped[int | None]
    most_points: Mapped[int | None]
    body: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]
    rating: Mapped[int | None]  # by who received it: 1 to 4
    rating_words: Mapped[str] = mapped_column(default="")

    @property
    def thing(self) -> str:
        return f"feedback:{self.id}"


class FeedbackRevision(Base):
    """Feedback as it was before an edit; never changed."""

    __tablename__ = "feedback_revisions"

    id: Mapped[Id]
    feedback_id: Mapped[int] = mapped_column(ForeignKey("feedback.id"), index=True)
    choices: Mapped[list] = mapped_column(JSON)
    comments: Mapped[list] = mapped_column(JSON)
    points: Mapped[int | None]
    body: Mapped[str]
    html: Mapped[str]
    written_at: Mapped[datetime]


class SubmissionComment(Base):
    """What its writer and those who grade say to each other under a submission."""

    __tablename__ = "submission_comments"
    __table_args__ = (Index("ix_submission_comments_submission_id", "submission_id", "id"),)

    id: Mapped[Id]
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"))
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    body: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]

    @property
    def thing(self) -> str:
        return f"submission-comment:{self.id}"


class PeerRound(Base):
    """The peer reviews of one assignment in one cohort: begun, due, and ended with a result for everybody.

    Past `due_at` the people behind the peers are asked (`fallback_at`); past `ends_at` it closes with what there is."""

    __tablename__ = "peer_rounds"
    __table_args__ = (UniqueConstraint("lesson_id", "cohort_id"),)

    id: Mapped[Id]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    wanted: Mapped[int]
    is_anonymous: Mapped[bool]
    started_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    fallback_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class PeerReview(Base):
    """One person asked to review one submission in a round; `released_at` is set when they need not any more."""

    __tablename__ = "peer_reviews"
    __table_args__ = (
        UniqueConstraint("round_id", "submission_id", "reviewer_id"),
        Index("ix_peer_reviews_in_work", "reviewer_id", sqlite_where=IN_WORK, postgresql_where=IN_WORK),
    )

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(ForeignKey("peer_rounds.id"))
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("submission_versions.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    is_fallback: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    done_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    stepped_back_at: Mapped[datetime | None]

    @property
    def thread(self) -> str:
        return f"peer-review:{self.id}"

    @property
    def draft_place(self) -> str:
        return self.thread
