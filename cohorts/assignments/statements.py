"""Built once: what a person has to hand in and to review, as home shows it, and how their own work stands in outlines."""

from sqlalchemy import and_, bindparam, case, exists, func, literal, null, select, text

from cohorts.assignments.models import Feedback, PeerReview, PeerRound, Submission, SubmissionVersion
from cohorts.assignments.quizzes import waiting_quizzes
from cohorts.models import Cohort, Membership
from courses.assignments.models import DueDate, Extension
from courses.assignments.queries import title_in
from courses.models import Lesson
from lms.database import UtcDateTime
from lms.people.models import User

_ME, _MINE = bindparam("viewer_id"), bindparam("audiences", expanding=True)
_TITLE = title_in(bindparam("language")).label("title")
_DUE = func.coalesce(Extension.due_at, DueDate.due_at)
_HANDED_IN = exists().where(
    Submission.lesson_id == Lesson.id, Submission.user_id == _ME, Submission.cohort_id == Cohort.id, Submission.number > 0
)  # fmt: skip

_TO_HAND_IN = (
    select(
        literal("due").label("kind"), Lesson.id.label("id"), _TITLE, Cohort.name.label("cohort"), _DUE.label("due_at")
    )
    .select_from(Membership)
    .join(Cohort, Cohort.id == Membership.cohort_id)
    .join(DueDate, DueDate.audience_id == Cohort.audience_id)
    .join(Lesson, Lesson.id == DueDate.lesson_id)
    .outerjoin(Extension, and_(Extension.lesson_id == Lesson.id, Extension.user_id == _ME))
    .where(Membership.user_id == _ME, Membership.phase == "trainee", Cohort.ended_at.is_(None))
    .where(bindparam("until", type_=UtcDateTime()) >= _DUE, ~_HANDED_IN, Lesson.audience_id.in_(_MINE))
    .where(Lesson.kind == "assignment", Lesson.published_at.is_not(None), Lesson.removed_at.is_(None))
)
_TO_REVIEW = (
    select(
        literal("review").label("kind"), PeerReview.id.label("id"), _TITLE, null().label("cohort"),
        case((PeerReview.is_fallback, PeerRound.ends_at), else_=PeerRound.due_at).label("due_at"),
    )
    .select_from(PeerReview)
    .join(PeerRound, PeerRound.id == PeerReview.round_id)
    .join(Lesson, Lesson.id == PeerRound.lesson_id)
    .join(SubmissionVersion, SubmissionVersion.id == PeerReview.version_id)
    .where(PeerReview.reviewer_id == _ME, PeerReview.done_at.is_(None), PeerReview.released_at.is_(None))
    .where(PeerRound.closed_at.is_(None), SubmissionVersion.audience_id.in_(_MINE))
)  # fmt: skip
WAITING = (
    _TO_HAND_IN.union_all(_TO_REVIEW, waiting_quizzes(_TITLE, _ME, _MINE))
    .order_by(text("due_at"), text("id"))
    .limit(10)
)

MY_WORK = (
    select(
        Submission.id.label("submission_id"), Submission.lesson_id, Submission.number.label("handed_in"),
        Feedback.role, Feedback.points, Feedback.most_points, Feedback.created_at, SubmissionVersion.number, User.name,
    )
    .outerjoin(Feedback, Feedback.submission_id == Submission.id)
    .outerjoin(SubmissionVersion, SubmissionVersion.id == Feedback.version_id)
    .outerjoin(User, User.id == Feedback.author_id)
    .where(Submission.user_id == _ME, Submission.lesson_id.in_(bindparam("lesson_ids", expanding=True)))
    .order_by(Submission.id)
)  # fmt: skip
