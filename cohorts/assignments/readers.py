"""Who reads what was handed in: its writer, who grades in its cohort or writes courses, and reviewers; nobody else.

Kept in the three audiences of a submission, which follow whoever comes, goes, or gets another part."""

from sqlalchemy import exists, select

from cohorts.assignments.models import PeerReview, Submission
from cohorts.models import INSIDE, Membership
from courses.models import Course, Lesson
from lms.access import AudienceMember, grant, grant_each, make_audience, revoke, revoke_each
from lms.database import db
from lms.people.events import RoleGranted, RoleTaken
from lms.people.models import RoleGrant


def make_audiences(user_id: int) -> dict[str, int]:
    """The three audiences of a new submission; its writer alone is in them."""
    made = {}
    for name in ("own_audience_id", "audience_id", "work_audience_id"):
        made[name] = make_audience("group").id
        grant(made[name], user_id)
    return made


def settle_readers(submission: Submission) -> None:
    """Bring who reads a submission up to date; before anything was handed in that is its writer alone."""
    if not submission.number:
        return
    graders = _graders_of(submission) | {submission.user_id}
    _fill(submission.audience_id, graders)
    _fill(submission.work_audience_id, graders | _reviewers_of(submission))


def settle_cohort(cohort_id: int) -> None:
    """After somebody of a cohort came, went or got another part."""
    for submission in db.session.scalars(select(Submission).where(Submission.cohort_id == cohort_id)).all():
        settle_readers(submission)


def let_author_grade(event: RoleGranted | RoleTaken) -> None:
    """Authors grade in every course; who is one no longer reads only what they read as somebody else.

    Asked of the database at once: an academy has thousands of submissions, and nobody may read on until a job comes by."""
    if event.role != "author":
        return
    handed_in = Submission.number > 0
    if isinstance(event, RoleGranted):
        feedback, work = (
            select(column).where(handed_in) for column in (Submission.audience_id, Submission.work_audience_id)
        )
        grant_each(feedback.union(work), event.user_id)
        return
    others = (handed_in, Submission.user_id != event.user_id, ~_founded_by(event.user_id), ~_led_by(event.user_id))
    feedback = select(Submission.audience_id).where(*others)
    work = select(Submission.work_audience_id).where(*others, ~_reviewed_by(event.user_id))
    revoke_each(feedback.union(work), event.user_id)


def _founded_by(user_id: int):
    founded = exists().where(Lesson.id == Submission.lesson_id, Course.id == Lesson.course_id)
    return founded.where(Course.created_by == user_id)


def _led_by(user_id: int):
    leads = exists().where(Membership.cohort_id == Submission.cohort_id, Membership.user_id == user_id)
    return leads.where(Membership.phase == "facilitator")


def _reviewed_by(user_id: int):
    """Asked to review it, and still in its cohort."""
    asked = exists().where(PeerReview.submission_id == Submission.id, PeerReview.reviewer_id == user_id)
    inside = (Membership.cohort_id == Submission.cohort_id, Membership.user_id == user_id, Membership.phase.in_(INSIDE))
    return asked.where(PeerReview.released_at.is_(None), *inside)


def _graders_of(submission: Submission) -> set[int]:
    authors = select(RoleGrant.user_id).where(RoleGrant.role == "author")
    founder = (
        select(Course.created_by)
        .join(Lesson, Lesson.course_id == Course.id)
        .where(Lesson.id == submission.lesson_id, Course.created_by.is_not(None))
    )
    leading = select(Membership.user_id).where(
        Membership.cohort_id == (submission.cohort_id or 0), Membership.phase == "facilitator"
    )
    return set(db.session.scalars(authors.union(founder, leading)))


def _reviewers_of(submission: Submission) -> set[int]:
    """Those who were asked and are still in the cohort."""
    asked = (
        select(PeerReview.reviewer_id)
        .join(Membership, Membership.user_id == PeerReview.reviewer_id)
        .where(
            PeerReview.submission_id == submission.id,
            PeerReview.released_at.is_(None),
            Membership.cohort_id == (submission.cohort_id or 0),
            Membership.phase.in_(INSIDE),
        )
    )
    return set(db.session.scalars(asked))


def _fill(audience_id: int, wanted: set[int]) -> None:
    there = set(db.session.scalars(select(AudienceMember.user_id).where(AudienceMember.audience_id == audience_id)))
    for user_id in sorted(wanted - there):
        grant(audience_id, user_id)
    for user_id in sorted(there - wanted):
        revoke(audience_id, user_id)
