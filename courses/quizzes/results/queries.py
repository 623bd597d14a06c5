"""Every SELECT of what staff see of a quiz; `people` narrows to those the viewer may see."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, func, select

from courses.models import Enrolment, Lesson
from courses.questions.models import Question, QuestionVersion
from courses.quizzes.actions import fraction_of
from courses.quizzes.models import Quiz, QuizAllowance, QuizAnswer, QuizAttempt, Regrading
from courses.quizzes.queries import is_staff_for, newest_versions
from courses.quizzes.scoring import counted_percent, is_passed
from lms.access import Viewer
from lms.database import db
from lms.people.models import User

UNGRADED = ("essay", "description")


@dataclass(frozen=True)
class Result:
    """What one person made of a quiz; `counted` is the percent that counts, None while nothing is graded."""

    user_id: int
    name: str
    attempts: list
    counted: float | None
    has_passed: bool
    waiting: int
    extra_attempts: int
    extra_minutes: int


def results_of(viewer: Viewer, quiz: Quiz, course_id: int) -> list[Result]:
    """The people whose attempts the viewer may see, by name; two statements for any number of people."""
    rows = db.session.execute(
        select(User.id.label("user_id"), User.name, QuizAttempt)
        .join(QuizAttempt, QuizAttempt.user_id == User.id)
        .where(
            QuizAttempt.lesson_id == quiz.lesson_id,
            QuizAttempt.is_preview.is_(False),
            is_staff_for(viewer, QuizAttempt.user_id, course_id),
        )
        .order_by(func.lower(User.name), User.id, QuizAttempt.submitted_at, QuizAttempt.id)
    ).all()
    allowances = {
        row.user_id: row for row in db.session.scalars(select(QuizAllowance).filter_by(lesson_id=quiz.lesson_id))
    }
    people: dict[int, tuple[str, list]] = {}
    for row in rows:
        people.setdefault(row.user_id, (row.name, []))[1].append(row.QuizAttempt)
    results = []
    for user_id, (name, attempts) in people.items():
        handed_in = [attempt for attempt in attempts if not attempt.is_open]
        graded = [one for one in handed_in if one.percent is not None]
        counted = counted_percent(quiz.counts, [one.percent for one in graded])
        allowance = allowances.get(user_id)
        results.append(
            Result(
                user_id,
                name,
                sorted(attempts, key=lambda one: one.started_at),
                counted,
                is_passed(quiz.counts, graded, quiz.pass_percent),
                sum(one.percent is None for one in handed_in),
                allowance.extra_attempts if allowance else 0,
                allowance.extra_minutes if allowance else 0,
            )
        )
    return results


def people_of(viewer: Viewer, course_id: int, lesson_id: int):
    """Who follows the course, of those the viewer may see, with what each may have besides the settings of the quiz."""
    statement = (
        select(User.id, User.name, QuizAllowance.extra_attempts, QuizAllowance.extra_minutes)
        .join(Enrolment, Enrolment.user_id == User.id)
        .outerjoin(QuizAllowance, and_(QuizAllowance.user_id == User.id, QuizAllowance.lesson_id == lesson_id))
        .where(Enrolment.course_id == course_id, Enrolment.left_at.is_(None), is_staff_for(viewer, User.id, course_id))
        .order_by(func.lower(User.name), User.id)
        .limit(500)
    )
    return db.session.execute(statement).all()


def to_grade(viewer: Viewer, *, lesson_id: int | None = None, limit: int = 100):
    """Written answers that wait for a grade, those handed in first on top."""
    statement = (
        select(
            QuizAnswer.id,
            QuizAnswer.position,
            QuizAnswer.attempt_id,
            QuestionVersion.name,
            QuizAttempt.submitted_at,
            QuizAttempt.lesson_id,
            User.name.label("person"),
        )
        .join(QuizAttempt, QuizAttempt.id == QuizAnswer.attempt_id)
        .join(QuestionVersion, QuestionVersion.id == QuizAnswer.version_id)
        .join(Lesson, Lesson.id == QuizAttempt.lesson_id)
        .join(User, User.id == QuizAttempt.user_id)
        .where(
            QuizAnswer.needs_grading,
            QuizAnswer.locked_at.is_not(None),
            QuizAttempt.submitted_at.is_not(None),
            QuizAttempt.is_preview.is_(False),
            QuizAttempt.user_id != (viewer.id or 0),
            Lesson.removed_at.is_(None),
            Lesson.audience_id.in_(sorted(viewer.audiences)),
            is_staff_for(viewer, QuizAttempt.user_id, Lesson.course_id),
        )
        .order_by(QuizAttempt.submitted_at, QuizAnswer.id)
        .limit(limit)
    )
    if lesson_id is not None:
        statement = statement.where(QuizAttempt.lesson_id == lesson_id)
    return db.session.execute(statement).all()


def count_to_grade(viewer: Viewer) -> int:
    return len(to_grade(viewer))


class Regrade(NamedTuple):
    """An answer whose grade a mended question would change, and whose it is; one that a person gave stays."""

    answer: QuizAnswer
    name: str
    submitted_at: datetime
    after: float
    version_id: int


def regrades_of(viewer: Viewer, quiz: Quiz, course_id: int, question_id: int) -> list[Regrade]:
    """Whose grade would change if their answer were graded by the newest version of the question.

    What a person graded stays as they graded it: of what they overruled only the automatic grade changes."""
    version = newest_versions([question_id]).get(question_id)
    if version is None or version.kind in UNGRADED:
        return []
    statement = (
        _graded_otherwise(quiz.lesson_id, version)
        .add_columns(User.name, QuizAttempt.submitted_at)
        .join(User, User.id == QuizAttempt.user_id)
        .where(is_staff_for(viewer, QuizAttempt.user_id, course_id))
        .order_by(func.lower(User.name), QuizAttempt.id)
    )
    return [
        Regrade(answer, name, submitted_at, after, version.id)
        for answer, name, submitted_at in db.session.execute(statement)
        if (after := worth_by(version, answer)) is not None
    ]


def worth_by(version: QuestionVersion, answer: QuizAnswer) -> float | None:
    """What an answer is worth by a version, as a share from 0 to 1; None when that is what it is worth already."""
    after = fraction_of(version, answer.response) if answer.response else 0.0
    after = max(0.0, min(after or 0.0, 1.0))
    return after if abs(after - max(0.0, answer.found_worth)) > 1e-9 else None


def count_to_regrade(lesson_id: int, version: QuestionVersion) -> int:
    return db.session.scalar(select(func.count()).select_from(_graded_otherwise(lesson_id, version).subquery()))


def answers_to_regrade(lesson_id: int, version: QuestionVersion, limit: int) -> list[QuizAnswer]:
    """Some of the answers that another version graded; locked, so that two who regrade take turns."""
    statement = _graded_otherwise(lesson_id, version).order_by(QuizAnswer.id).limit(limit)
    return list(db.session.scalars(statement.with_for_update(of=QuizAnswer)))


def find_regrading(regrading_id: int) -> Regrading | None:
    return db.session.get(Regrading, regrading_id)


def _graded_otherwise(lesson_id: int, version: QuestionVersion):
    """Graded answers to a question, in attempts that count, which another version of it graded."""
    return (
        select(QuizAnswer)
        .join(QuizAttempt, QuizAttempt.id == QuizAnswer.attempt_id)
        .where(
            QuizAttempt.lesson_id == lesson_id,
            QuizAttempt.submitted_at.is_not(None),
            QuizAttempt.is_preview.is_(False),
            QuizAnswer.question_id == version.question_id,
            QuizAnswer.fraction.is_not(None),
            func.coalesce(QuizAnswer.graded_version_id, QuizAnswer.version_id) != version.id,
        )
    )


def questions_of(lesson_id: int):
    """The questions that were asked in attempts at this quiz, with the name of their newest version."""
    statement = (
        select(Question.id, QuestionVersion.name)
        .join(QuestionVersion, QuestionVersion.id == Question.version_id)
        .where(
            Question.id.in_(
                select(QuizAnswer.question_id)
                .join(QuizAttempt, QuizAttempt.id == QuizAnswer.attempt_id)
                .where(QuizAttempt.lesson_id == lesson_id, QuizAttempt.submitted_at.is_not(None))
            )
        )
        .order_by(func.lower(QuestionVersion.name), Question.id)
    )
    return db.session.execute(statement).all()


def graded_answers(lesson_id: int):
    """Every graded answer of the attempt each person handed in first, for statistics: one row each, in the order of attempts.

    What a question tells is its automatic grade, also where a person gave another one. Who tries again knows the question, so later attempts tell less of it."""
    first = (
        select(func.min(QuizAttempt.id))
        .where(
            QuizAttempt.lesson_id == lesson_id, QuizAttempt.submitted_at.is_not(None), QuizAttempt.is_preview.is_(False)
        )
        .group_by(QuizAttempt.user_id)
    )
    statement = (
        select(
            QuizAnswer.attempt_id,
            QuizAnswer.question_id,
            QuizAnswer.points,
            func.coalesce(QuizAnswer.automatic, QuizAnswer.fraction).label("fraction"),
            QuizAnswer.response,
            QuestionVersion.kind,
            (QuizAnswer.version_id == Question.version_id).label("is_newest"),
        )
        .join(QuizAttempt, QuizAttempt.id == QuizAnswer.attempt_id)
        .join(QuestionVersion, QuestionVersion.id == QuizAnswer.version_id)
        .join(Question, Question.id == QuizAnswer.question_id)
        .where(
            QuizAttempt.id.in_(first),
            QuizAttempt.percent.is_not(None),
            QuestionVersion.kind != "description",
        )
        .order_by(QuizAnswer.attempt_id, QuizAnswer.position)
    )
    return db.session.execute(statement).all()


def last_attempts(lesson_id: int, user_id: int | None = None) -> list[QuizAttempt]:
    """The attempt each person handed in last, or one person."""
    last = (
        select(func.max(QuizAttempt.id))
        .where(
            QuizAttempt.lesson_id == lesson_id, QuizAttempt.submitted_at.is_not(None), QuizAttempt.is_preview.is_(False)
        )
        .group_by(QuizAttempt.user_id)
    )
    if user_id is not None:
        last = last.where(QuizAttempt.user_id == user_id)
    return list(db.session.scalars(select(QuizAttempt).where(QuizAttempt.id.in_(last)).order_by(QuizAttempt.id)))
