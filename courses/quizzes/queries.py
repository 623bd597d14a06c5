"""Every SELECT about quizzes and attempts; `questions` here are versions, since attempts never follow an edit."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, and_, case, func, or_, select

from courses.editing.queries import lessons_found_by
from courses.models import Course, Lesson, LessonText, Module
from courses.questions.models import Question, QuestionTag, QuestionVersion
from courses.quizzes.models import GradeChange, Quiz, QuizAllowance, QuizAnswer, QuizAttempt, QuizSlot
from courses.statements import best_language
from lms.access import Viewer
from lms.database import db
from lms.people.models import User

_led: list[Callable] = []


def led_by(find: Callable) -> None:
    """`find(viewer, course_id)` gives the ids of the people somebody guides through a course; app.py names it."""
    if find not in _led:
        _led.append(find)


# ---- Settings ----


def find_quiz(lesson_id: int) -> Quiz | None:
    return db.session.get(Quiz, lesson_id)


def get_quiz(lesson_id: int) -> Quiz:
    return db.session.get_one(Quiz, lesson_id)


def slots_of(lesson_id: int) -> list[QuizSlot]:
    statement = select(QuizSlot).filter_by(lesson_id=lesson_id).order_by(QuizSlot.position, QuizSlot.id)
    return list(db.session.scalars(statement))


def find_slot(lesson_id: int, slot_id: int) -> QuizSlot | None:
    return db.session.scalars(select(QuizSlot).filter_by(lesson_id=lesson_id, id=slot_id)).one_or_none()


def drawn_from(slot: QuizSlot) -> list[int]:
    """The questions a random slot draws from; what asks nothing is not drawn."""
    statement = (
        select(Question.id)
        .join(QuestionVersion, QuestionVersion.id == Question.version_id)
        .where(
            Question.category_id == slot.category_id,
            Question.removed_at.is_(None),
            QuestionVersion.kind != "description",
        )
    )
    if slot.tag:
        statement = statement.join(QuestionTag, QuestionTag.question_id == Question.id).where(
            QuestionTag.tag == slot.tag
        )
    return list(db.session.scalars(statement.order_by(Question.id)))


def newest_versions(question_ids) -> dict[int, QuestionVersion]:
    """Question → its newest version."""
    statement = (
        select(Question.id, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.id == Question.version_id)
        .where(Question.id.in_(list(question_ids)))
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def count_questions(lesson_id: int) -> int:
    """How many questions an attempt will have, if its categories hold enough."""
    counted = func.coalesce(func.sum(case((QuizSlot.question_id.is_not(None), 1), else_=QuizSlot.draws)), 0)
    return int(db.session.scalar(select(counted).where(QuizSlot.lesson_id == lesson_id)))


class LessonName(NamedTuple):
    id: int
    course_id: int
    title: str
    language: str
    course_title: str


def lesson_of(lesson_id: int, language: str) -> LessonName:
    """What a quiz is called in the best language there is; by its draft where nothing is published."""
    title = case((LessonText.title != "", LessonText.title), else_=LessonText.draft_title)
    statement = (
        select(Lesson.id, Lesson.course_id, title, LessonText.language, Course.title)
        .join(LessonText, LessonText.lesson_id == Lesson.id)
        .join(Course, Course.id == Lesson.course_id)
        .where(Lesson.id == lesson_id)
        .order_by(LessonText.revision_id.is_(None), *best_language(language))
        .limit(1)
    )
    return LessonName(*db.session.execute(statement).one())


def name_of(user_id: int) -> str:
    return db.session.scalar(select(User.name).where(User.id == user_id))


# ---- Attempts ----


def attempts_visible_to(viewer: Viewer) -> Select:
    """The attempts a person may know of: their own, those they guide, and as an author all of the courses they see."""
    own = QuizAttempt.user_id == (viewer.id or 0)
    statement = (
        select(QuizAttempt)
        .join(Lesson, Lesson.id == QuizAttempt.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .where(
            Lesson.removed_at.is_(None), Module.removed_at.is_(None), Lesson.audience_id.in_(sorted(viewer.audiences))
        )
    )
    return statement.where(own | is_staff_for(viewer, QuizAttempt.user_id, Lesson.course_id))


def quiz_lessons_known_to(viewer: Viewer) -> Select:
    """The quiz lessons somebody may know of; an author also those not published yet."""
    return lessons_found_by(viewer).where(Lesson.kind == "quiz")


def is_staff_for(viewer: Viewer, user_id, course_id):
    """Authors see what everybody did in the courses they write; facilitators what the people of their cohorts did."""
    if viewer.has_role("author"):
        return func.coalesce(course_id, 0) > 0
    if not viewer.is_staff or not _led:
        return user_id.is_(None)
    return or_(*(find(viewer, user_id, course_id) for find in _led))


def get_attempt(attempt_id: int) -> QuizAttempt:
    return db.session.get_one(QuizAttempt, attempt_id)


def find_open_attempt(lesson_id: int, user_id: int) -> QuizAttempt | None:
    statement = select(QuizAttempt).filter_by(lesson_id=lesson_id, user_id=user_id, submitted_at=None)
    return db.session.scalars(statement).one_or_none()


def open_attempts(lesson_id: int, people) -> list[QuizAttempt]:
    """What these people are making of a quiz now; `people` are ids, or a statement that gives them."""
    found = select(QuizAttempt).filter_by(lesson_id=lesson_id, submitted_at=None)
    return list(db.session.scalars(found.where(QuizAttempt.user_id.in_(people)).order_by(QuizAttempt.id)))


def get_open_attempt(lesson_id: int, user_id: int) -> QuizAttempt:
    statement = select(QuizAttempt).filter_by(lesson_id=lesson_id, user_id=user_id, submitted_at=None)
    return db.session.scalars(statement).one()


def my_attempts(lesson_id: int, user_id: int, *, is_preview: bool = False) -> list[QuizAttempt]:
    """Somebody's attempts at a quiz, in the order they were begun."""
    statement = (
        select(QuizAttempt)
        .filter_by(lesson_id=lesson_id, user_id=user_id, is_preview=is_preview)
        .order_by(QuizAttempt.started_at, QuizAttempt.id)
    )
    return list(db.session.scalars(statement))


def graded_attempts(lesson_id: int, user_id: int) -> list:
    """Percent and pass mark of somebody's graded attempts, in the order they were handed in."""
    statement = (
        select(QuizAttempt.percent, QuizAttempt.pass_percent)
        .filter_by(lesson_id=lesson_id, user_id=user_id, is_preview=False)
        .where(QuizAttempt.submitted_at.is_not(None), QuizAttempt.percent.is_not(None))
        .order_by(QuizAttempt.submitted_at, QuizAttempt.id)
    )
    return db.session.execute(statement).all()


def overdue(before: datetime, limit: int = 200) -> list[QuizAttempt]:
    statement = (
        select(QuizAttempt)
        .where(QuizAttempt.submitted_at.is_(None), QuizAttempt.due_at < before)
        .order_by(QuizAttempt.due_at)
        .limit(limit)
    )
    return list(db.session.scalars(statement))


def answers_of(attempt: QuizAttempt, *, is_locking: bool = False) -> list[QuizAnswer]:
    statement = select(QuizAnswer).filter_by(attempt_id=attempt.id).order_by(QuizAnswer.position)
    return list(db.session.scalars(_fresh(statement, is_locking)))


def find_answer(attempt: QuizAttempt, position: int, *, is_locking: bool = False) -> QuizAnswer | None:
    statement = select(QuizAnswer).filter_by(attempt_id=attempt.id, position=position)
    return db.session.scalars(_fresh(statement, is_locking)).one_or_none()


def _fresh(statement: Select, is_locking: bool) -> Select:
    statement = statement.execution_options(populate_existing=True)
    return statement.with_for_update() if is_locking else statement


def versions_of(answers: Iterable[QuizAnswer]) -> dict[int, QuestionVersion]:
    """Version id → the version, for the answers of an attempt: those that were shown and those that graded."""
    ids = {version_id for answer in answers for version_id in (answer.version_id, answer.judged_by)}
    rows = db.session.scalars(select(QuestionVersion).where(QuestionVersion.id.in_(ids)))
    return {version.id: version for version in rows}


def allowance_of(lesson_id: int, user_id: int) -> QuizAllowance:
    """What the person may have besides the settings; nothing more unless staff gave it."""
    found = db.session.get(QuizAllowance, (lesson_id, user_id))
    return found or QuizAllowance(lesson_id=lesson_id, user_id=user_id, extra_attempts=0, extra_minutes=0)


def changes_of(attempt: QuizAttempt):
    """How grades of an attempt changed after they were first given, the oldest first."""
    statement = (
        select(
            QuizAnswer.position,
            GradeChange.before,
            GradeChange.after,
            GradeChange.reason,
            GradeChange.former_comment,
            GradeChange.made_at,
            GradeChange.version_id,
            User.name,
        )
        .join(QuizAnswer, QuizAnswer.id == GradeChange.answer_id)
        .outerjoin(User, User.id == GradeChange.made_by)
        .where(QuizAnswer.attempt_id == attempt.id)
        .order_by(GradeChange.id)
    )
    return db.session.execute(statement).all()


def marks_of(viewer: Viewer, lesson_ids) -> dict[int, tuple[Quiz, list, int, int]]:
    """Lesson → (its quiz, the viewer's graded attempts, how many wait for a grade, how many are open)."""
    statement = (
        select(Quiz, QuizAttempt.percent, QuizAttempt.pass_percent, QuizAttempt.submitted_at)
        .join(
            QuizAttempt,
            and_(
                QuizAttempt.lesson_id == Quiz.lesson_id,
                QuizAttempt.user_id == (viewer.id or 0),
                QuizAttempt.is_preview.is_(False),
            ),
        )
        .where(Quiz.lesson_id.in_(list(lesson_ids)))
        .order_by(QuizAttempt.submitted_at, QuizAttempt.id)
    )
    found: dict[int, tuple[Quiz, list, int, int]] = {}
    for row in db.session.execute(statement):
        quiz, is_in = row.Quiz, row.submitted_at is not None
        _, graded, waiting, opened = found.get(quiz.lesson_id, (quiz, [], 0, 0))
        if row.percent is not None:
            graded = [*graded, row]
        found[quiz.lesson_id] = (quiz, graded, waiting + (is_in and row.percent is None), opened + (not is_in))
    return found


# ---- What uses a question ----


class Usage(NamedTuple):
    """Where a question stands: (lesson id, its title) of each quiz, and how many attempts answered it."""

    quizzes: list
    answered: int


def usage_of(question_id: int) -> Usage:
    """Which quizzes hold a question, and in how many attempts it was answered."""
    quizzes = db.session.execute(
        select(Lesson.id, func.min(LessonText.draft_title).label("title"))
        .join(QuizSlot, QuizSlot.lesson_id == Lesson.id)
        .join(LessonText, LessonText.lesson_id == Lesson.id)
        .where(QuizSlot.question_id == question_id, Lesson.removed_at.is_(None))
        .group_by(Lesson.id)
        .order_by(Lesson.id)
    ).all()
    answered = (
        select(func.count())
        .select_from(QuizAnswer)
        .join(QuizAttempt, QuizAttempt.id == QuizAnswer.attempt_id)
        .where(
            QuizAnswer.question_id == question_id,
            QuizAttempt.is_preview.is_(False),
            QuizAttempt.submitted_at.is_not(None),
        )
    )
    return Usage(quizzes, db.session.scalar(answered))


def course_of(lesson_id: int) -> Course:
    return db.session.scalars(
        select(Course).join(Lesson, Lesson.course_id == Course.id).where(Lesson.id == lesson_id)
    ).one()
