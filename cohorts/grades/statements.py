"""The statements of the gradebook, built once: as many for thirty people and sixty things as for one of each.

`user_id` is the one person asked for, 0 for everybody."""

from sqlalchemy import and_, bindparam, func, or_, select

from cohorts.assignments.models import Feedback, Submission, SubmissionVersion
from cohorts.grades.models import GradeOverride, Weighting
from cohorts.models import Membership
from courses.assignments.models import DueDate, Extension
from courses.kinds import GRADED
from courses.models import Course, Lesson, LessonText, Module
from courses.quizzes.models import Quiz, QuizAttempt
from courses.statements import best_language
from lms.database import BigId
from lms.people.models import User

_COHORT, _COURSE = bindparam("cohort_id"), bindparam("course_id")
_ONE = bindparam("user_id", type_=BigId)


def _asked_for(column):
    return or_(_ONE == 0, column == _ONE)


_LEARNS = and_(
    Membership.cohort_id == _COHORT, Membership.phase.in_(("trainee", "alumnus")), _asked_for(Membership.user_id)
)

PEOPLE = (
    select(User.id, User.name, User.photo_key, Membership.id.label("membership_id"), Membership.phase)
    .join(Membership, Membership.user_id == User.id)
    .where(_LEARNS)
    .order_by(func.lower(User.name), User.id)
)
# Every module and lesson counts in the numbers of the outline; the graded ones are chosen from them.
LESSONS = (
    select(
        Module.id.label("module_id"), Module.title.label("module_title"), Module.titles.label("module_titles"),
        Module.removed_at.label("module_removed_at"), Lesson.id, Lesson.kind, Lesson.audience_id, Lesson.published_at,
        Lesson.removed_at, LessonText.title, LessonText.short_title, DueDate.due_at, Quiz.counts, Quiz.pass_percent,
    )
    .select_from(Module)
    .join(Course, Course.id == Module.course_id)
    .outerjoin(Lesson, Lesson.module_id == Module.id)
    .outerjoin(LessonText, and_(LessonText.lesson_id == Lesson.id, LessonText.revision_id.is_not(None)))
    .outerjoin(Quiz, Quiz.lesson_id == Lesson.id)
    .outerjoin(DueDate, and_(DueDate.lesson_id == Lesson.id, DueDate.audience_id == bindparam("audience_id")))
    .where(Module.course_id == _COURSE)
    .order_by(Module.position, Module.id, Lesson.position, Lesson.id, *best_language(bindparam("language")))
)  # fmt: skip
ATTEMPTS = (
    select(QuizAttempt.lesson_id, QuizAttempt.user_id, QuizAttempt.id, QuizAttempt.percent, QuizAttempt.submitted_at)
    .join(Lesson, and_(Lesson.id == QuizAttempt.lesson_id, Lesson.course_id == _COURSE, Lesson.kind.in_(GRADED)))
    .join(Membership, and_(Membership.user_id == QuizAttempt.user_id, _LEARNS))
    .where(QuizAttempt.is_preview.is_(False))
    .order_by(QuizAttempt.submitted_at, QuizAttempt.id)
)
_HANDED_IN = and_(Submission.cohort_id == _COHORT, Submission.number > 0, _asked_for(Submission.user_id))
SUBMISSIONS = (
    select(
        Submission.lesson_id, Submission.user_id, Submission.id, Submission.number, Submission.waits_since,
        SubmissionVersion.submitted_at, SubmissionVersion.due_at,
    )
    .join(
        SubmissionVersion,
        and_(SubmissionVersion.submission_id == Submission.id, SubmissionVersion.number == Submission.number),
    )
    .where(_HANDED_IN)
)  # fmt: skip
FEEDBACK = (
    select(
        Feedback.submission_id, Feedback.role, Feedback.points, Feedback.most_points, Feedback.created_at,
        SubmissionVersion.number, User.name,
    )
    .join(Submission, Submission.id == Feedback.submission_id)
    .join(SubmissionVersion, SubmissionVersion.id == Feedback.version_id)
    .join(User, User.id == Feedback.author_id)
    .where(_HANDED_IN)
)  # fmt: skip
EXTENSIONS = (
    select(Extension.lesson_id, Extension.user_id, Extension.due_at)
    .join(Lesson, and_(Lesson.id == Extension.lesson_id, Lesson.course_id == _COURSE))
    .join(Membership, and_(Membership.user_id == Extension.user_id, _LEARNS))
)
_LAST = (
    select(func.max(GradeOverride.id))
    .join(Membership, and_(Membership.id == GradeOverride.membership_id, _LEARNS))
    .group_by(GradeOverride.membership_id, GradeOverride.lesson_id)
)
OVERRIDES = (
    select(
        GradeOverride.lesson_id, GradeOverride.membership_id, GradeOverride.percent, GradeOverride.reason,
        GradeOverride.made_at, User.name.label("by_name"),
    )
    .outerjoin(User, User.id == GradeOverride.made_by)
    .where(GradeOverride.id.in_(_LAST), GradeOverride.percent.is_not(None))
)  # fmt: skip
WEIGHTINGS = (
    select(Weighting.id, Weighting.categories, Weighting.made_at, User.name.label("by_name"))
    .outerjoin(User, User.id == Weighting.made_by)
    .where(Weighting.cohort_id == _COHORT)
    .order_by(Weighting.id.desc())
    .limit(bindparam("most"))
)
