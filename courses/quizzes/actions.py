"""Every write about attempts: starting one, keeping answers, handing in, grading, and what passing brings about."""

import random
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import select, update

from courses.actions import complete_afterwards, complete_lesson
from courses.events import AttemptGraded
from courses.kinds import FINISHED, completion_of
from courses.models import Lesson
from courses.opening.actions import record_score
from courses.questions.kinds import BadResponse, grade
from courses.quizzes import queries
from courses.quizzes.closing import closing_of
from courses.quizzes.files import note_files, takes_files
from courses.quizzes.models import GradeChange, Quiz, QuizAnswer, QuizAttempt
from courses.quizzes.notices import tell_graded
from courses.quizzes.scoring import counted_percent, is_passed, percent_of_points
from lms.database import db, insert, now
from lms.events import publish
from lms.jobs import every
from lms.people.queries import viewer_of

GRACE = timedelta(seconds=20)  # an answer on its way when the time was over still counts
LARGEST_SEED = 2**31 - 1


def start_attempt(quiz: Quiz, viewer, *, is_preview: bool = False, at: datetime | None = None) -> QuizAttempt:
    """A new attempt with its questions; or the one that is open already, also when two tabs start at once.

    `at` seeds the past."""
    moment = at or now()
    due_at = _due_at(quiz, viewer.id, moment)
    values = {"lesson_id": quiz.lesson_id, "user_id": viewer.id, "is_preview": is_preview, "started_at": moment}
    db.session.flush()
    row = insert(QuizAttempt).values(**values, due_at=due_at, is_timed_out=False)
    made = db.session.scalar(row.on_conflict_do_nothing().returning(QuizAttempt.id))
    if made is None:
        return queries.get_open_attempt(quiz.lesson_id, viewer.id)
    attempt = db.session.get_one(QuizAttempt, made)
    db.session.add_all(_answers_of(quiz, attempt))
    db.session.flush()
    return attempt


def save_answer(
    attempt: QuizAttempt, position: int, response: dict, sequence: int, *, at: datetime | None = None
) -> bool:
    """Keep an answer; False when a later one is kept already, it is locked, or the attempt is over.

    One statement decides, so that two tabs can never undo each other."""
    moment = at or now()
    is_open = (
        select(QuizAttempt.id)
        .where(
            QuizAttempt.id == attempt.id,
            QuizAttempt.submitted_at.is_(None),
            QuizAttempt.due_at.is_(None) | (QuizAttempt.due_at >= moment - GRACE),
        )
        .exists()
    )
    kept = db.session.execute(
        update(QuizAnswer)
        .where(
            QuizAnswer.attempt_id == attempt.id,
            QuizAnswer.position == position,
            QuizAnswer.sequence < sequence,
            QuizAnswer.locked_at.is_(None),
            is_open,
        )
        .values(response=response, sequence=sequence, saved_at=moment)
    )
    return kept.rowcount > 0


def check_answer(attempt: QuizAttempt, position: int, *, at: datetime | None = None) -> None:
    """The person is done with one answer: it is graded now, and no longer changes."""
    answer = queries.find_answer(attempt, position, is_locking=True)
    if attempt.is_open and answer is not None and answer.locked_at is None:
        _grade(answer, queries.versions_of([answer])[answer.version_id], at or now())
        db.session.flush()


def submit(attempt: QuizAttempt, *, is_timed_out: bool = False, at: datetime | None = None) -> bool:
    """Hand the attempt in with what was saved; doing so twice changes nothing. False when it was handed in before."""
    moment = at or now()
    if is_timed_out and attempt.due_at:
        moment = min(moment, attempt.due_at)
    db.session.flush()
    claimed = db.session.execute(
        update(QuizAttempt)
        .where(QuizAttempt.id == attempt.id, QuizAttempt.submitted_at.is_(None))
        .values(submitted_at=moment, is_timed_out=is_timed_out, pass_percent=_mark_of(attempt.lesson_id))
    )
    if not claimed.rowcount:
        return False
    db.session.refresh(attempt)
    # Locked, so that an answer another tab saves at this moment is either graded or refused.
    answers = queries.answers_of(attempt, is_locking=True)
    versions = queries.versions_of(answers)
    for answer in answers:
        if answer.locked_at is None:
            _grade(answer, versions[answer.version_id], moment)
    db.session.flush()
    settle(attempt, complete=complete_lesson, at=at)
    return True


def grade_answer(answer: QuizAnswer, *, fraction: float, comment: str, by) -> None:
    """Staff say what an answer is worth, as a share of its points; the former grade is kept."""
    said, comment = answer.comment, comment.strip()
    former = said if said != comment else ""
    change_grade(answer, max(0.0, min(fraction, 1.0)), by=by.id, former_comment=former)
    answer.comment, answer.needs_grading = comment, False
    _settle_and_tell(answer, comment if comment != said else "", by)


def overrule(answer: QuizAnswer, *, fraction: float, reason: str, by) -> None:
    """Staff give an answer that grades itself another grade; it holds until they take it back, also when it is graded anew."""
    if not answer.is_overruled:
        answer.automatic = answer.fraction
    change_grade(answer, max(0.0, min(fraction, 1.0)), by=by.id, reason=reason.strip())
    _settle_and_tell(answer, reason.strip(), by)


def take_back_grade(answer: QuizAnswer, *, by) -> None:
    """The automatic grade counts again; what a person gave stays in the history."""
    if answer.is_overruled:
        change_grade(answer, answer.automatic, by=by.id, version_id=answer.judged_by)
        answer.automatic = None
        _settle_and_tell(answer, "", by)


def _settle_and_tell(answer: QuizAnswer, why: str, by) -> None:
    attempt = queries.get_attempt(answer.attempt_id)
    before = attempt.percent
    db.session.flush()
    settle(attempt)
    tell_graded(attempt, before, comment=why, by=by)


def change_grade(
    answer: QuizAnswer, after: float, *, by: int | None, reason: str = "", former_comment: str = "",
    version_id: int | None = None,
) -> None:  # fmt: skip
    """Another grade, with the former beside it; `by` is the id of who gave it."""
    db.session.add(
        GradeChange(
            answer_id=answer.id,
            before=answer.fraction,
            after=after,
            version_id=version_id,
            reason=reason,
            former_comment=former_comment,
            made_by=by,
        )
    )
    answer.fraction = after


def settle(attempt: QuizAttempt, *, complete=complete_afterwards, at: datetime | None = None) -> None:
    """What the attempt is worth now; who did what the lesson asks completes it, and keeps that for good.

    `complete` is how: its maker hands it in now, or others look at it afterwards."""
    attempt.percent = percent_of_points(queries.answers_of(attempt))
    db.session.flush()
    if attempt.is_preview:
        return
    publish(AttemptGraded(lesson_id=attempt.lesson_id, user_id=attempt.user_id))
    quiz = queries.get_quiz(attempt.lesson_id)
    lesson = db.session.get_one(Lesson, quiz.lesson_id)
    graded = queries.graded_attempts(quiz.lesson_id, attempt.user_id)
    counted = counted_percent(quiz.counts, [one.percent for one in graded])
    if counted is not None:
        record_score(attempt.user_id, lesson.id, counted)
    is_done = completion_of(lesson) is FINISHED and attempt.submitted_at is not None
    if is_done or is_passed(quiz.counts, graded, quiz.pass_percent):
        complete(viewer_of(attempt.user_id), lesson, at=at)


@every(timedelta(minutes=1))
def close_overdue() -> None:
    """Hand in what was saved of attempts whose time is over, also when nobody has the page open any more."""
    for attempt in queries.overdue(now() - GRACE):
        submit(attempt, is_timed_out=True)


def close_if_over(attempt: QuizAttempt, moment: datetime) -> bool:
    """The same for one attempt at the moment somebody comes by; whether it is over now."""
    if attempt.is_open and attempt.due_at and attempt.due_at + GRACE < moment:
        submit(attempt, is_timed_out=True)
    return not attempt.is_open


@contextmanager
def closing_moves(lesson_id: int, people):
    """Around a change of when a quiz closes for people: a later end also holds for the attempt they are making, within its
    own minutes, and an earlier one never does. `people` are ids, or a statement that gives them."""
    quiz, begun = queries.find_quiz(lesson_id), queries.open_attempts(lesson_id, people)
    former = {attempt.id: closing_of(quiz, attempt.user_id) for attempt in begun}
    yield
    for attempt in begun:
        closed_at = former[attempt.id]
        # What ends before it closes is ended by its minutes, which are those it began with.
        if attempt.due_at and closed_at and attempt.due_at >= closed_at:
            later = _due_at(quiz, attempt.user_id, attempt.started_at)
            attempt.due_at = max(attempt.due_at, later) if later else None
    db.session.flush()


def _mark_of(lesson_id: int):
    return select(Quiz.pass_percent).where(Quiz.lesson_id == lesson_id).scalar_subquery()


def _due_at(quiz: Quiz, user_id: int, moment: datetime) -> datetime | None:
    closes_at = closing_of(quiz, user_id)
    ends = [closes_at] if closes_at else []
    if quiz.minutes:
        allowance = queries.allowance_of(quiz.lesson_id, user_id)
        ends.append(moment + timedelta(minutes=quiz.minutes + allowance.extra_minutes))
    return min(ends, default=None)


def _answers_of(quiz: Quiz, attempt: QuizAttempt) -> list[QuizAnswer]:
    """The questions of this attempt: fixed ones, and those drawn; none of them twice."""
    chance = random.SystemRandom()
    slots = queries.slots_of(quiz.lesson_id)
    taken = {slot.question_id for slot in slots if slot.question_id}
    chosen = []
    for slot in slots:
        if slot.question_id:
            ids = [slot.question_id]
        else:
            ids = [row for row in queries.drawn_from(slot) if row not in taken]
            ids = chance.sample(ids, min(slot.draws, len(ids)))
            taken.update(ids)
        chosen += [(question_id, slot.points) for question_id in ids]
    if quiz.is_shuffled:
        chance.shuffle(chosen)
    versions = queries.newest_versions([question_id for question_id, _points in chosen])
    return [
        QuizAnswer(
            attempt_id=attempt.id,
            position=position,
            question_id=question_id,
            version_id=versions[question_id].id,
            points=0.0 if versions[question_id].kind == "description" else points,
            seed=chance.randint(1, LARGEST_SEED),
        )
        for position, (question_id, points) in enumerate(
            ((question_id, points) for question_id, points in chosen if question_id in versions), start=1
        )
    ]


def _grade(answer: QuizAnswer, version, moment: datetime) -> None:
    if takes_files(version):
        note_files(answer)
    answer.fraction = fraction_of(version, answer.response)
    # A person grades an essay; there is nothing to grade in an empty one.
    if answer.fraction is None and not answer.is_answered:
        answer.fraction = 0.0
    answer.needs_grading = answer.fraction is None
    answer.locked_at = moment


def fraction_of(version, response: dict) -> float | None:
    """What an answer is worth by a version of its question; nothing when it does not fit that version any more."""
    if version.kind == "description":
        return 0.0
    try:
        return grade(version.kind, version.content, response).fraction
    except BadResponse:
        return 0.0
