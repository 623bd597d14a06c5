"""Every SELECT about questions that lessons ask within their text."""

from collections.abc import Iterable

from sqlalchemy import func, select

from courses.models import Course, Lesson, LessonText
from courses.questions.models import Question, QuestionCategory, QuestionVersion
from lms.access import Viewer, visible
from lms.database import db


def questions_asked(viewer: Viewer, course_id: int, numbers: Iterable[int]) -> dict[int, QuestionVersion]:
    """Number → the newest version, of those in the bank of this course that the viewer may be asked."""
    statement = (
        select(Question.id, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.id == Question.version_id)
        .join(QuestionCategory, QuestionCategory.id == Question.category_id)
        .where(
            Question.id.in_(list(numbers)),
            QuestionCategory.course_id == course_id,
            Question.removed_at.is_(None),
            visible(Question.audience_id, viewer),
        )
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def lessons_asking(question_id: int):
    """(id, title) of the lessons whose published text asks the question."""
    mark = f' data-question="{question_id}"'
    return db.session.execute(
        select(Lesson.id, func.min(LessonText.draft_title).label("title"))
        .join(LessonText, LessonText.lesson_id == Lesson.id)
        .join(Course, Course.id == Lesson.course_id)
        .join(QuestionCategory, QuestionCategory.course_id == Course.id)
        .join(Question, Question.category_id == QuestionCategory.id)
        .where(Question.id == question_id, Lesson.removed_at.is_(None), LessonText.html.contains(mark, autoescape=True))
        .group_by(Lesson.id)
        .order_by(Lesson.id)
    ).all()
