"""Every write of an author about a quiz: its settings, its questions and their order, and what one person may have."""

from datetime import timedelta

from courses.models import Lesson
from courses.quizzes import queries
from courses.quizzes.closing import closing_of
from courses.quizzes.models import DEFAULTS, Quiz, QuizAllowance, QuizCountsChange, QuizSlot
from courses.quizzes.notices import tell_allowance
from lms.admin.audit import audit
from lms.database import db, insert
from lms.jobs import enqueue


class StaleQuiz(Exception):
    """Somebody else changed the settings meanwhile; `stored` is the quiz as it stands."""

    def __init__(self, stored: Quiz):
        super().__init__("stale")
        self.stored = stored


def quiz_of(lesson: Lesson) -> Quiz:
    """The settings of a quiz lesson, made the first time somebody needs them."""
    db.session.flush()
    db.session.execute(insert(Quiz).values(**DEFAULTS, lesson_id=lesson.id).on_conflict_do_nothing())
    return queries.get_quiz(lesson.id)


def change_quiz(quiz: Quiz, *, version: int, by=None, **settings) -> None:
    """Other settings; attempts that were begun keep the end of their time.

    Which of them count and which mark passes is kept with its past; who passes by it now is done with the quiz."""
    quiz = db.session.get_one(Quiz, quiz.lesson_id, with_for_update=True, populate_existing=True)
    if quiz.version != version:
        raise StaleQuiz(quiz)
    changed = [
        name for name in ("counts", "pass_percent") if settings.get(name, getattr(quiz, name)) != getattr(quiz, name)
    ]
    for name in changed:
        change = {"before": str(getattr(quiz, name)), "after": str(settings[name]), "made_by": by.id if by else None}
        db.session.add(QuizCountsChange(lesson_id=quiz.lesson_id, setting=name, **change))
    for name, value in settings.items():
        setattr(quiz, name, value)
    quiz.version += 1
    db.session.flush()
    if changed:
        enqueue("settle_attempts", lesson_id=quiz.lesson_id)


def add_questions(quiz: Quiz, questions) -> None:
    """Put questions at the end; `questions` are (id, points), and one that stands there already stays where it is."""
    slots = queries.slots_of(quiz.lesson_id)
    there = {slot.question_id for slot in slots}
    for question_id, points in questions:
        if question_id not in there:
            slots.append(QuizSlot(lesson_id=quiz.lesson_id, question_id=question_id, points=points, position=0))
    _number(slots)


def add_draw(quiz: Quiz, *, category_id: int, draws: int, points: float, tag: str = "") -> None:
    """So many questions of a category, drawn anew for every attempt."""
    slot = QuizSlot(lesson_id=quiz.lesson_id, category_id=category_id, tag=tag, draws=draws, points=points, position=0)
    _number([*queries.slots_of(quiz.lesson_id), slot])


def move_slot(slot: QuizSlot, step: int) -> None:
    """One place up (-1) or down (+1)."""
    slots = queries.slots_of(slot.lesson_id)
    here = slots.index(slot)
    slots.insert(max(0, min(here + step, len(slots) - 1)), slots.pop(here))
    _number(slots)


def put_in_order(quiz: Quiz, ids: list[int]) -> bool:
    """The order sent; False when it does not hold exactly what stands there now."""
    slots = {slot.id: slot for slot in queries.slots_of(quiz.lesson_id)}
    if sorted(ids) != sorted(slots):
        return False
    _number([slots[slot_id] for slot_id in ids])
    return True


def give_points(slot: QuizSlot, points: float) -> None:
    """What it is worth in attempts that begin from now on."""
    slot.points = points
    db.session.flush()


def remove_slot(slot: QuizSlot) -> None:
    """The question leaves the quiz, not the bank; attempts that have it keep it."""
    lesson_id = slot.lesson_id
    db.session.delete(slot)
    db.session.flush()
    _number(queries.slots_of(lesson_id))


def allow(quiz: Quiz, user_id: int, *, extra_attempts: int | None = None, extra_minutes: int | None = None, by) -> None:
    """What one person may have besides the settings; what is not said stays as it is.

    More time also holds for the attempt they are making, and less never does."""
    former = queries.allowance_of(quiz.lesson_id, user_id)
    had = (former.extra_attempts, former.extra_minutes)
    gets = tuple(
        before if given is None else given for before, given in zip(had, (extra_attempts, extra_minutes), strict=True)
    )
    values = {"extra_attempts": gets[0], "extra_minutes": gets[1]}
    db.session.flush()
    row = insert(QuizAllowance).values(lesson_id=quiz.lesson_id, user_id=user_id, **values)
    db.session.execute(row.on_conflict_do_update(index_elements=["lesson_id", "user_id"], set_=values))
    db.session.expire_all()
    attempt = queries.find_open_attempt(quiz.lesson_id, user_id)
    if attempt and attempt.due_at and quiz.minutes:
        later = attempt.due_at + timedelta(minutes=max(0, gets[1] - had[1]))
        closes_at = closing_of(quiz, user_id)
        attempt.due_at = max(attempt.due_at, min(later, closes_at)) if closes_at else later
        db.session.flush()
    audit("quiz allowance given", actor=by, object_kind="lesson", object_id=quiz.lesson_id)
    if gets[0] > had[0] or gets[1] > had[1]:
        tell_allowance(quiz, queries.allowance_of(quiz.lesson_id, user_id), by=by)


def _number(slots: list[QuizSlot]) -> None:
    for position, slot in enumerate(slots, start=1):
        slot.position = position
    db.session.add_all(slots)
    db.session.flush()
