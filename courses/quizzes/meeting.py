"""Who has met a question of a quiz: it is shown, outside an attempt, only to who has answered it, and to staff."""

from sqlalchemy import and_, exists, or_, select

from courses.questions.models import QuestionVersion
from courses.quizzes.models import Quiz, QuizAnswer, QuizAttempt, QuizSlot
from courses.quizzes.policies import can_see_results
from courses.quizzes.queries import newest_versions
from lms.access import Viewer
from lms.database import db


def find_met_question(viewer: Viewer, lesson_id: int, question_id: int) -> QuestionVersion | None:
    """The version the viewer answered in an attempt that is over, or that gave them feedback; None before that.

    Staff see the newest version of a question that is asked in the quiz."""
    statement = (
        select(QuestionVersion)
        .join(QuizAnswer, QuizAnswer.version_id == QuestionVersion.id)
        .join(QuizAttempt, QuizAttempt.id == QuizAnswer.attempt_id)
        .join(Quiz, Quiz.lesson_id == QuizAttempt.lesson_id)
        .where(
            QuizAttempt.lesson_id == lesson_id,
            QuizAttempt.user_id == (viewer.id or 0),
            QuizAnswer.question_id == question_id,
            or_(
                QuizAttempt.submitted_at.is_not(None), and_(Quiz.review == "answer", QuizAnswer.locked_at.is_not(None))
            ),
        )
        .order_by(QuizAnswer.id.desc())
        .limit(1)
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None and can_see_results(viewer) and is_asked_in(lesson_id, question_id):
        found = newest_versions([question_id]).get(question_id)
    return found


def is_asked_in(lesson_id: int, question_id: int) -> bool:
    """Whether a quiz holds a question, or an attempt at it had it."""
    asked = exists().where(
        QuizAnswer.attempt_id == QuizAttempt.id,
        QuizAttempt.lesson_id == lesson_id,
        QuizAnswer.question_id == question_id,
    )
    held = exists().where(QuizSlot.lesson_id == lesson_id, QuizSlot.question_id == question_id)
    return bool(db.session.scalar(select(or_(held, asked))))
