"""Quizzes of a cohort as work that is due: by when, who made them, and who still has to."""

from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, case, exists, func, literal, select

from cohorts.models import Cohort, Membership
from courses.assignments.models import DueDate, Extension
from courses.assignments.queries import title_in
from courses.models import Lesson, LessonProgress
from courses.quizzes.models import Quiz, QuizAttempt
from lms.database import UtcDateTime, db
from lms.people.models import User

_CLOSES = func.coalesce(Extension.due_at, DueDate.due_at, Quiz.closes_at)
_IS_MADE = exists().where(
    QuizAttempt.lesson_id == Lesson.id, QuizAttempt.user_id == Membership.user_id, QuizAttempt.is_preview.is_(False),
    QuizAttempt.submitted_at.is_not(None),
)  # fmt: skip
_IS_DONE = exists().where(
    LessonProgress.lesson_id == Lesson.id, LessonProgress.user_id == Membership.user_id,
    LessonProgress.completed_at.is_not(None),
)  # fmt: skip


def _to_make(*columns, after, until):
    """Quizzes that close between two moments and that a trainee of a cohort has neither made nor done."""
    return (
        select(*columns)
        .select_from(Membership)
        .join(Cohort, Cohort.id == Membership.cohort_id)
        .join(Lesson, and_(Lesson.course_id == Cohort.course_id, Lesson.kind == "quiz"))
        .join(Quiz, Quiz.lesson_id == Lesson.id)
        .outerjoin(DueDate, and_(DueDate.lesson_id == Lesson.id, DueDate.audience_id == Cohort.audience_id))
        .outerjoin(Extension, and_(Extension.lesson_id == Lesson.id, Extension.user_id == Membership.user_id))
        .where(Membership.phase == "trainee", Cohort.ended_at.is_(None), ~_IS_MADE, ~_IS_DONE)
        .where(Lesson.published_at.is_not(None), Lesson.removed_at.is_(None), after < _CLOSES, until >= _CLOSES)
    )


def waiting_quizzes(language, me, mine):
    """A part of what waits for somebody, as home shows it."""
    after, until = (bindparam(name, type_=UtcDateTime()) for name in ("moment", "until"))
    columns = (
        literal("quiz").label("kind"), Lesson.id.label("id"), language, Cohort.name.label("cohort"),
        _CLOSES.label("due_at"),
    )  # fmt: skip
    return _to_make(*columns, after=after, until=until).where(Membership.user_id == me, Lesson.audience_id.in_(mine))


def closing_soon(moment: datetime, ahead: timedelta, language: str) -> list:
    """lesson, person, locale, audience and moment of who has to make a quiz within so long and did not yet."""
    columns = (
        Lesson.id.label("lesson_id"), title_in(language).label("title"), User.id.label("user_id"), User.locale,
        Cohort.audience_id, _CLOSES.label("due_at"),
    )  # fmt: skip
    found = _to_make(*columns, after=moment, until=moment + ahead).join(User, User.id == Membership.user_id)
    return db.session.execute(found.order_by(Lesson.id, User.id)).all()


def still_to_make(user_id: int, lesson_ids, moment: datetime) -> set[int]:
    """Of these quizzes the ones this person has neither made nor done, and that are open."""
    found = _to_make(Lesson.id, after=moment, until=datetime.max.replace(tzinfo=moment.tzinfo))
    return set(db.session.scalars(found.where(Membership.user_id == user_id, Lesson.id.in_(list(lesson_ids)))))


def makers_of(cohort_id: int, lesson_id: int) -> list:
    """Who learns in a cohort, with whether they made a quiz and their own day."""
    return db.session.execute(
        select(
            User.id, User.name, User.photo_key, case((_IS_MADE, True), else_=False).label("is_made"),
            Extension.due_at.label("extension"),
        )
        .select_from(Membership)
        .join(User, User.id == Membership.user_id)
        .join(Lesson, Lesson.id == lesson_id)
        .outerjoin(Extension, and_(Extension.lesson_id == lesson_id, Extension.user_id == User.id))
        .where(Membership.cohort_id == cohort_id, Membership.phase.in_(("trainee", "alumnus")))
        .order_by(User.name, User.id)
    ).all()  # fmt: skip
