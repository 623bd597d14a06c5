"""Every SELECT about peer reviews: rounds, who is asked, and what a reviewer sees."""

from datetime import datetime

from sqlalchemy import Select, String, and_, cast, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from cohorts.assignments.models import Feedback, PeerReview, PeerRound, Submission, SubmissionVersion
from cohorts.models import INSIDE, Cohort, Membership
from courses.assignments.models import Assignment, DueDate
from courses.assignments.queries import title_in
from courses.models import Lesson
from lms.access import Viewer, visible
from lms.database import db
from lms.drafts.models import Draft
from lms.drafts.queries import IS_WRITTEN
from lms.people.models import User

LAST = and_(SubmissionVersion.submission_id == Submission.id, SubmissionVersion.number == Submission.number)
IS_IN_WORK = (PeerReview.done_at.is_(None), PeerReview.released_at.is_(None))
_ROUND = aliased(PeerRound)
_GOES_ON = exists().where(_ROUND.id == PeerReview.round_id, _ROUND.closed_at.is_(None)).correlate(PeerReview)
# Who is late may send their review until the round ends, also when others were asked meanwhile; not who stepped back.
MAY_STILL = and_(PeerReview.stepped_back_at.is_(None), _GOES_ON)
STANDS = or_(PeerReview.released_at.is_(None), MAY_STILL)


def reviews_once_asked_of(viewer: Viewer) -> Select:
    """The reviews somebody was ever asked for: their own words are theirs, whether or not they may still read the work."""
    return select(PeerReview).where(PeerReview.reviewer_id == viewer.id)


def reviews_asked_of(viewer: Viewer) -> Select:
    """The reviews somebody gave, is asked for or may still give, of work they may read."""
    return (
        reviews_once_asked_of(viewer)
        .join(SubmissionVersion, SubmissionVersion.id == PeerReview.version_id)
        .where(STANDS, visible(SubmissionVersion.audience_id, viewer))
    )


def find_asked(viewer: Viewer, review_id: int) -> PeerReview | None:
    return db.session.scalars(reviews_asked_of(viewer).where(PeerReview.id == review_id)).one_or_none()


def reviews_run_by(viewer: Viewer) -> Select:
    """The reviews of work somebody grades, to give them to somebody else."""
    return (
        select(PeerReview)
        .join(Submission, Submission.id == PeerReview.submission_id)
        .where(visible(Submission.audience_id, viewer))
    )


def around_review(review: PeerReview, language: str):
    """The round of a review, its lesson's title, and the writer's name."""
    return db.session.execute(
        select(
            PeerRound,
            Lesson.id.label("lesson_id"),
            title_in(language).label("title"),
            User.name.label("writer"),
            Submission.user_id.label("writer_id"),
        )
        .select_from(PeerReview)
        .join(PeerRound, PeerRound.id == PeerReview.round_id)
        .join(Lesson, Lesson.id == PeerRound.lesson_id)
        .join(Submission, Submission.id == PeerReview.submission_id)
        .join(User, User.id == Submission.user_id)
        .where(PeerReview.id == review.id)
    ).one()


def find_round(lesson_id: int, cohort_id: int | None) -> PeerRound | None:
    found = select(PeerRound).where(PeerRound.lesson_id == lesson_id, PeerRound.cohort_id == (cohort_id or 0))
    return db.session.scalars(found).one_or_none()


def open_rounds(cohort_id: int) -> list[PeerRound]:
    found = select(PeerRound).where(PeerRound.cohort_id == cohort_id, PeerRound.closed_at.is_(None))
    return list(db.session.scalars(found.order_by(PeerRound.id)))


def submissions_in(round_: PeerRound) -> list:
    """id, writer and last version of what people who are in the cohort handed in."""
    return db.session.execute(
        select(Submission.id, Submission.user_id, SubmissionVersion.id.label("version_id"))
        .join(SubmissionVersion, LAST)
        .join(Membership, _is_member(Submission.user_id))
        .where(Submission.lesson_id == round_.lesson_id, Submission.cohort_id == round_.cohort_id)
        .where(Membership.phase.in_(INSIDE))
        # What was handed in elsewhere was for others; handed in again it takes part.
        .where(or_(Submission.from_number.is_(None), Submission.from_number != Submission.number))
        .order_by(Submission.id)
    ).all()


def reviews_in(round_: PeerRound) -> list:
    """(review, writer_id), the released ones too."""
    return db.session.execute(
        select(PeerReview, Submission.user_id.label("writer_id"))
        .join(Submission, Submission.id == PeerReview.submission_id)
        .where(PeerReview.round_id == round_.id)
        .order_by(PeerReview.id)
    ).all()


def people_behind(round_: PeerRound) -> list[int]:
    """Mentors of the cohort, then its facilitators."""
    rows = db.session.execute(
        select(Membership.user_id, Membership.phase)
        .where(Membership.cohort_id == round_.cohort_id, Membership.phase.in_(("mentor", "facilitator")))
        .order_by(Membership.phase.desc(), Membership.id)
    )
    return [row.user_id for row in rows]


def due_to_begin(moment: datetime) -> list:
    """(lesson id, cohort) whose due date passed, where peers review, somebody handed in, and no round began."""
    handed_in = exists().where(
        Submission.lesson_id == DueDate.lesson_id, Submission.cohort_id == Cohort.id, Submission.number > 0
    )
    began = exists().where(PeerRound.lesson_id == DueDate.lesson_id, PeerRound.cohort_id == Cohort.id)
    return db.session.execute(
        select(DueDate.lesson_id, Cohort)
        .join(Cohort, Cohort.audience_id == DueDate.audience_id)
        .join(Assignment, Assignment.lesson_id == DueDate.lesson_id)
        .where(DueDate.due_at <= moment, Assignment.peer_reviews > 0, handed_in, ~began)
        .order_by(DueDate.due_at)
    ).all()


def past_due(moment: datetime) -> list[PeerRound]:
    return list(
        db.session.scalars(
            select(PeerRound).where(
                PeerRound.due_at <= moment, PeerRound.fallback_at.is_(None), PeerRound.closed_at.is_(None)
            )
        )
    )


def past_end(moment: datetime) -> list[PeerRound]:
    found = select(PeerRound).where(PeerRound.ends_at <= moment, PeerRound.closed_at.is_(None))
    return list(db.session.scalars(found))


def is_waiting(round_: PeerRound) -> bool:
    """Whether somebody is still asked for a review."""
    return db.session.scalar(select(exists().where(PeerReview.round_id == round_.id, *IS_IN_WORK)))


def reviews_to_do(viewer: Viewer, lesson_id: int, language: str) -> list:
    """What the viewer is asked to review for an assignment, the first due first; done and late ones stay listed.

    So does what somebody else reviews now, where the viewer had written words of it."""
    is_late = and_(MAY_STILL, PeerReview.released_at >= PeerRound.fallback_at, ~PeerReview.is_fallback)
    place = literal("peer-review:") + cast(PeerReview.id, String)
    words = exists().where(Draft.user_id == viewer.id, Draft.place == place, IS_WRITTEN)
    is_shown = and_(or_(PeerReview.released_at.is_(None), is_late), visible(SubmissionVersion.audience_id, viewer))
    statement = (
        select(
            PeerReview.id, PeerReview.done_at, PeerReview.is_fallback, PeerReview.released_at, PeerReview.stepped_back_at,
            PeerRound.due_at, PeerRound.ends_at, PeerRound.lesson_id, title_in(language).label("title"), Feedback.rating, Feedback.rating_words,
        )
        .join(PeerRound, PeerRound.id == PeerReview.round_id)
        .join(Lesson, Lesson.id == PeerRound.lesson_id)
        .join(SubmissionVersion, SubmissionVersion.id == PeerReview.version_id)
        .outerjoin(
            Feedback, and_(Feedback.version_id == PeerReview.version_id, Feedback.author_id == PeerReview.reviewer_id)
        )
        .where(
            PeerReview.reviewer_id == viewer.id,
            or_(is_shown, and_(PeerReview.stepped_back_at.is_not(None), PeerReview.done_at.is_(None), words)),
        )
        .order_by(PeerRound.due_at, PeerReview.id)
    )  # fmt: skip
    return db.session.execute(statement.where(PeerRound.lesson_id == lesson_id)).all()


def counts_of(submission: Submission):
    """How many reviews a submission has, and how many were asked for."""
    return db.session.execute(
        select(func.count(PeerReview.done_at).label("done"), func.count().label("asked")).where(
            PeerReview.submission_id == submission.id, PeerReview.released_at.is_(None)
        )
    ).one()


def people_in_round(round_: PeerRound) -> list:
    """For who runs the cohort: each review asked for, with both names and how it stands."""
    writer = User.__table__.alias("writer")
    return db.session.execute(
        select(
            PeerReview.id, PeerReview.done_at, PeerReview.is_fallback, PeerReview.submission_id, PeerReview.reviewer_id,
            User.name.label("reviewer"), writer.c.name.label("writer"),
        )
        .join(User, User.id == PeerReview.reviewer_id)
        .join(Submission, Submission.id == PeerReview.submission_id)
        .join(writer, writer.c.id == Submission.user_id)
        .where(PeerReview.round_id == round_.id, PeerReview.released_at.is_(None))
        .order_by(writer.c.name, PeerReview.id)
    ).all()  # fmt: skip


def standing_reviews(user_id: int, review_ids: list[int]) -> set[int]:
    """Of these the ones this person still has to do, in a round that is open."""
    found = (
        select(PeerReview.id)
        .join(PeerRound, PeerRound.id == PeerReview.round_id)
        .where(PeerReview.id.in_(review_ids), PeerReview.reviewer_id == user_id, *IS_IN_WORK)
        .where(PeerRound.closed_at.is_(None))
    )
    return set(db.session.scalars(found))


def _is_member(user_id):
    return and_(Membership.cohort_id == Submission.cohort_id, Membership.user_id == user_id)
