"""Every SELECT about refreshers: what is due, what somebody mastered in quizzes, and what is kept about them."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, bindparam, case, exists, func, or_, select

from courses.models import Course, Enrolment, Lesson, Module
from courses.questions.models import Question, QuestionCategory, QuestionTag, QuestionVersion
from courses.quizzes.closing import closes_for
from courses.quizzes.models import Quiz, QuizAnswer, QuizAttempt, QuizSlot
from courses.refreshers.models import RefresherCard, RefresherChoice, RefresherReview
from lms.access import Viewer
from lms.database import UtcDateTime, db
from lms.reading import read

RIGHT = 0.999999  # of 1: thirds that make a whole
BY_A_PERSON = ("essay", "description")  # kinds that do not grade themselves
MOST_COUNTED = 100


class Standing(NamedTuple):
    """What somebody chose (None: nothing yet), and whether they answered any question right; only asked before a choice."""

    choice: str | None
    has_mastered: bool


class Mastered(NamedTuple):
    question_id: int
    lesson_id: int  # the quiz in which it was last answered right
    at: datetime  # the first time


class Kept(NamedTuple):
    """What is kept about somebody, as they are shown it."""

    cards: int
    answers: int
    next_at: datetime | None
    courses: list  # (id, title, how many questions)


def _mastered(course_id=None):
    """Right answers in attempts that are over, of kinds that grade themselves."""
    statement = (
        select(QuizAnswer.question_id, QuizAttempt.lesson_id, QuizAttempt.submitted_at)
        .join(QuizAttempt, QuizAttempt.id == QuizAnswer.attempt_id)
        .join(QuestionVersion, QuestionVersion.id == QuizAnswer.version_id)
        .where(
            QuizAttempt.user_id == bindparam("viewer_id"),
            QuizAttempt.is_preview.is_(False),
            QuizAttempt.submitted_at.is_not(None),
            QuizAnswer.fraction >= RIGHT,
            QuestionVersion.kind.not_in(BY_A_PERSON),
        )
    )
    if course_id is not None:
        statement = statement.join(Lesson, Lesson.id == QuizAttempt.lesson_id).where(Lesson.course_id == course_id)
    return statement


def _standing(course_id=None):
    choice = select(RefresherChoice.choice).where(RefresherChoice.user_id == bindparam("viewer_id")).scalar_subquery()
    has_mastered = case((choice.is_(None), _mastered(course_id).exists()), else_=False)
    return select(choice.label("choice"), has_mastered.label("has_mastered"))


def _removed_categories():
    """Categories that are gone from the bank, with all that stand in them."""
    gone = select(QuestionCategory.id).where(QuestionCategory.removed_at.is_not(None)).cte("gone", recursive=True)
    inner = select(QuestionCategory.id).join(gone, QuestionCategory.parent_id == gone.c.id)
    return select(gone.union(inner).c.id)


def _askable(*columns):
    """The viewer's cards whose question can be asked now: it is in the bank and in its quiz, and they read that lesson.

    What a quiz shows only after it has closed is not asked before, and nothing of a course somebody left."""
    drawn = QuizSlot.category_id == Question.category_id
    tagged = exists().where(QuestionTag.question_id == Question.id, QuestionTag.tag == QuizSlot.tag)
    is_in_quiz = exists().where(
        QuizSlot.lesson_id == RefresherCard.lesson_id,
        or_(QuizSlot.question_id == Question.id, drawn & or_(QuizSlot.tag == "", tagged)),
    )
    has_left = exists().where(
        Enrolment.course_id == Lesson.course_id,
        Enrolment.user_id == RefresherCard.user_id,
        Enrolment.left_at.is_not(None),
    )
    return (
        select(*columns)
        .select_from(RefresherCard)
        .join(Question, Question.id == RefresherCard.question_id)
        .join(QuestionVersion, QuestionVersion.id == Question.version_id)
        .join(Lesson, Lesson.id == RefresherCard.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .join(Quiz, Quiz.lesson_id == Lesson.id)
        .where(
            RefresherCard.user_id == bindparam("viewer_id"),
            Lesson.audience_id.in_(bindparam("audiences", expanding=True)),
            Lesson.published_at.is_not(None),
            Lesson.removed_at.is_(None),
            Module.removed_at.is_(None),
            Question.removed_at.is_(None),
            Question.category_id.not_in(_removed_categories()),
            QuestionVersion.kind.not_in(BY_A_PERSON),
            or_(Quiz.review != "closing", _CLOSES.is_(None), _CLOSES <= _MOMENT),
            is_in_quiz,
            ~has_left,
        )
    )


_CLOSES = closes_for(bindparam("viewer_id"))
_MOMENT = bindparam("moment", type_=UtcDateTime())
_STANDING = _standing()
_STANDING_IN_COURSE = _standing(bindparam("course_id"))
_DUE = (
    _askable(RefresherCard.id).where(RefresherCard.due_at <= _MOMENT).order_by(RefresherCard.due_at, RefresherCard.id)
)
_COUNT_DUE = select(func.count()).select_from(_DUE.order_by(None).limit(MOST_COUNTED).subquery())
_NEXT_DUE = _DUE.limit(1)
_IS_ASKABLE = _askable(RefresherCard.id).where(RefresherCard.id == bindparam("card_id"))
_ASKED_OF_COURSES = (
    _askable(Course.id, Course.title, func.count().label("count"), func.min(RefresherCard.due_at).label("next_at"))
    .join(Course, Course.id == Lesson.course_id)
    .group_by(Course.id, Course.title)
    .order_by(Course.title, Course.id)
)
_COUNT_KEPT = select(func.count(), func.coalesce(func.sum(RefresherCard.turns), 0)).where(
    RefresherCard.user_id == bindparam("viewer_id")
)


def standing_of(viewer: Viewer) -> Standing:
    return Standing(*read(_STANDING, viewer_id=viewer.id)[0])


def standing_in_course(viewer: Viewer, course_id: int) -> Standing:
    """The same, with only what was mastered in one course."""
    return Standing(*read(_STANDING_IN_COURSE, viewer_id=viewer.id, course_id=course_id)[0])


def find_choice(user_id: int) -> RefresherChoice | None:
    return db.session.get(RefresherChoice, user_id, populate_existing=True)


def count_due(viewer: Viewer, moment: datetime) -> int:
    """How many questions can be asked now; more than a hundred are not counted."""
    return read(_COUNT_DUE, **_values(viewer, moment)).scalar()


def find_next(viewer: Viewer, moment: datetime) -> int | None:
    """The card that has waited longest."""
    return db.session.scalar(_NEXT_DUE, _values(viewer, moment))


def cards_of(viewer: Viewer) -> Select:
    """A person's own cards; nobody else finds them."""
    return select(RefresherCard).where(RefresherCard.user_id == (viewer.id or 0))


def is_askable(card: RefresherCard, viewer: Viewer, moment: datetime) -> bool:
    """Whether its question may be shown to its person at this moment."""
    return db.session.scalar(_IS_ASKABLE, _values(viewer, moment) | {"card_id": card.id}) is not None


def hold(card: RefresherCard) -> RefresherCard:
    """The card as it stands now, held until the end of the transaction: two tabs come one after the other."""
    db.session.flush()
    return db.session.get_one(RefresherCard, card.id, with_for_update=True, populate_existing=True)


def question_of(card: RefresherCard) -> QuestionVersion:
    """The newest version of its question."""
    statement = select(QuestionVersion).join(Question, Question.version_id == QuestionVersion.id)
    return db.session.scalars(statement.where(Question.id == card.question_id)).one()


def get_version(version_id: int) -> QuestionVersion:
    return db.session.get_one(QuestionVersion, version_id)


def find_last_review(card: RefresherCard) -> RefresherReview | None:
    return db.session.scalars(select(RefresherReview).filter_by(card_id=card.id, turn=card.turns)).one_or_none()


def mastered_by(user_id: int) -> list[Mastered]:
    """Every question somebody answered right in a quiz."""
    found: dict[int, Mastered] = {}
    rows = db.session.execute(_mastered().order_by(QuizAttempt.submitted_at, QuizAnswer.id), {"viewer_id": user_id})
    for question_id, lesson_id, at in rows:
        first = found.get(question_id)
        found[question_id] = Mastered(question_id, lesson_id, first.at if first else at)
    return list(found.values())


def kept_about(viewer: Viewer, moment: datetime) -> Kept:
    """How much is kept about somebody, and which courses the questions that come back are from."""
    cards, answers = read(_COUNT_KEPT, viewer_id=viewer.id)[0]
    courses = db.session.execute(_ASKED_OF_COURSES, _values(viewer, moment)).all()
    return Kept(cards, answers, min((row.next_at for row in courses), default=None), courses)


def course_title_of(card: RefresherCard) -> str:
    statement = select(Course.title).join(Lesson, Lesson.course_id == Course.id)
    return db.session.scalar(statement.where(Lesson.id == card.lesson_id))


def _values(viewer: Viewer, moment: datetime) -> dict:
    return {"viewer_id": viewer.id, "audiences": sorted(viewer.audiences), "moment": moment}
