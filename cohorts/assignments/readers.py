"""Who reads what was handed in: its writer, who grades in its cohort or writes courses, and reviewers; nobody else.

Kept in the three audiences of a submission, which follow whoever comes, goes, or gets another part. Work that goes along to
another cohort keeps the readers it has; who leads there reads it when it is handed in again."""

from sqlalchemy import exists, select

from cohorts.assignments.models import PeerReview, Submission
from cohorts.assignments.peers.queries import STANDS
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
    _fill(submission.audience_id, graders, and_nobody_new=submission.is_from_before)
    readers = graders | _reviewers_of(submission)
    _fill(submission.work_audience_id, readers, and_nobody_new=submission.is_from_before)


def settle_cohort(cohort_id: int) -> None:
    """After somebody of a cohort came, went or got another part."""
    theirs = (Submission.cohort_id == cohort_id) | (Submission.from_cohort_id == cohort_id)
    for submission in db.session.scalars(select(Submission).where(theirs)).all():
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
    where = Membership.cohort_id.in_((Submission.cohort_id, Submission.from_cohort_id))
    leads = exists().where(where, Membership.user_id == user_id)
    return leads.where(Membership.phase == "facilitator")


def _reviewed_by(user_id: int):
    """Asked to review it, and still in its cohort."""
    asked = exists().where(PeerReview.submission_id == Submission.id, PeerReview.reviewer_id == user_id)
    where = Membership.cohort_id.in_((Submission.cohort_id, Submission.from_cohort_id))
    inside = (where, Membership.user_id == user_id, Membership.phase.in_(INSIDE))
    return asked.where(STANDS, *inside)


def _graders_of(submission: Submission) -> set[int]:
    authors = select(RoleGrant.user_id).where(RoleGrant.role == "author")
    founder = (
        select(Course.created_by)
        .join(Lesson, Lesson.course_id == Course.id)
        .where(Lesson.id == submission.lesson_id, Course.created_by.is_not(None))
    )
    leading = select(Membership.user_id).where(
        Membership.cohort_id.in_(_cohorts_of(submission)), Membership.phase == "facilitator"
    )
    return set(db.session.scalars(authors.union(founder, leading)))


def _reviewers_of(submission: Submission) -> set[int]:
    """Those who were asked, also who may only be late, and are still in the cohort."""
    asked = (
        select(PeerReview.reviewer_id)
        .join(Membership, Membership.user_id == PeerReview.reviewer_id)
        .where(
            PeerReview.submission_id == submission.id,
            STANDS,
            Membership.cohort_id.in_(_cohorts_of(submission)),
            Membership.phase.in_(INSIDE),
        )
    )
    return set(db.session.scalars(asked))


def _cohorts_of(submission: Submission) -> list[int]:
    """Where it is graded: in the cohort it belongs to, and by those of the cohort its writer was in before."""
    return [number for number in (submission.cohort_id, submission.from_cohort_id) if number]


def _fill(audience_id: int, wanted: set[int], *, and_nobody_new: bool) -> None:
    there = set(db.session.scalars(select(AudienceMember.user_id).where(AudienceMember.audience_id == audience_id)))
    for user_id in () if and_nobody_new else sorted(wanted - there):
        grant(audience_id, user_id)
    for user_id in sorted(there - wanted):
        revoke(audience_id, user_id)
