"""Every SELECT of building a quiz: its slots as their author sees them, and what the bank offers."""

from collections.abc import Iterable

from sqlalchemy import func, select

from courses.questions.models import Question, QuestionCategory, QuestionVersion
from courses.quizzes.models import QuizSlot
from lms.database import db


def slot_rows(lesson_id: int):
    """The slots with the words the builder shows: the newest version of a question, or the category drawn from."""
    statement = (
        select(
            QuizSlot.id,
            QuizSlot.position,
            QuizSlot.question_id,
            QuizSlot.category_id,
            QuizSlot.tag,
            QuizSlot.draws,
            QuizSlot.points,
            QuestionVersion.name,
            QuestionVersion.kind,
            Question.removed_at,
            QuestionCategory.name.label("category_name"),
        )
        .outerjoin(Question, Question.id == QuizSlot.question_id)
        .outerjoin(QuestionVersion, QuestionVersion.id == Question.version_id)
        .outerjoin(QuestionCategory, QuestionCategory.id == QuizSlot.category_id)
        .where(QuizSlot.lesson_id == lesson_id)
        .order_by(QuizSlot.position, QuizSlot.id)
    )
    return db.session.execute(statement).all()


def bank_of(
    course_id: int, *, words: str = "", category_id: int | None = None, without: Iterable[int] = (), limit: int = 50
):
    """Questions of the course's bank that can be put into a quiz, by name."""
    statement = (
        select(
            Question.id,
            QuestionVersion.name,
            QuestionVersion.kind,
            QuestionVersion.points,
            QuestionCategory.name.label("category_name"),
        )
        .join(QuestionVersion, QuestionVersion.id == Question.version_id)
        .join(QuestionCategory, QuestionCategory.id == Question.category_id)
        .where(
            QuestionCategory.course_id == course_id,
            Question.removed_at.is_(None),
            QuestionCategory.removed_at.is_(None),
            Question.id.not_in(list(without)),
        )
        .order_by(func.lower(QuestionVersion.name), Question.id)
        .limit(limit)
    )
    if category_id:
        statement = statement.where(Question.category_id == category_id)
    if words:
        pattern = words.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        statement = statement.where(func.lower(QuestionVersion.name).like(f"%{pattern}%", escape="\\"))
    return db.session.execute(statement).all()


def questions_in_course(course_id: int, ids: Iterable[int]) -> list:
    """Those of these questions that stand in the bank of this course: (id, points of its newest version)."""
    statement = (
        select(Question.id, QuestionVersion.points)
        .join(QuestionVersion, QuestionVersion.id == Question.version_id)
        .join(QuestionCategory, QuestionCategory.id == Question.category_id)
        .where(QuestionCategory.course_id == course_id, Question.removed_at.is_(None), Question.id.in_(list(ids)))
        .order_by(Question.id)
    )
    return db.session.execute(statement).all()


def categories_of(course_id: int):
    """The categories of a bank with how many questions each holds."""
    count = (
        select(func.count())
        .where(Question.category_id == QuestionCategory.id, Question.removed_at.is_(None))
        .scalar_subquery()
    )
    statement = (
        select(QuestionCategory.id, QuestionCategory.name, count.label("questions"))
        .where(QuestionCategory.course_id == course_id, QuestionCategory.removed_at.is_(None))
        .order_by(QuestionCategory.position, QuestionCategory.id)
    )
    return db.session.execute(statement).all()
