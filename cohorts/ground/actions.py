"""Every write about common ground: what is asked, what is answered, and with whom that is shared."""

from datetime import datetime

from sqlalchemy import select, update

from cohorts.ground.models import IntakeAnswer, IntakeQuestion
from cohorts.ground.words import FIRST_QUESTIONS
from cohorts.models import Cohort, Membership
from lms.database import db, now


def ask_first(cohort: Cohort) -> None:
    """What every cohort begins with, in each language."""
    db.session.add_all(
        IntakeQuestion(cohort_id=cohort.id, key=key, texts=texts) for key, texts in FIRST_QUESTIONS.items()
    )
    db.session.flush()


def write_question(cohort_id: int, *, texts: dict[str, str], by) -> IntakeQuestion:
    question = IntakeQuestion(cohort_id=cohort_id, texts=_tidy(texts), written_by=by.id)
    db.session.add(question)
    db.session.flush()
    return question


def change_question(question: IntakeQuestion, texts: dict[str, str]) -> None:
    """Other words for what nobody answered yet."""
    question.texts, question.key = _tidy(texts), ""
    db.session.flush()


def remove_question(question: IntakeQuestion) -> None:
    """Asked no more, and its answers are shown to nobody but their writers."""
    question.removed_at = now()
    db.session.flush()


def restore_question(question: IntakeQuestion) -> None:
    question.removed_at = None
    db.session.flush()


def keep_answers(cohort, answers: dict[int, tuple[str, str]], *, by, at: datetime | None = None) -> None:
    """Question → what the person says and who reads it (me, cohort, former); who says nothing takes their answer back."""
    theirs = select(IntakeAnswer).where(IntakeAnswer.user_id == by.id, IntakeAnswer.question_id.in_(answers))
    known = {answer.question_id: answer for answer in db.session.scalars(theirs.with_for_update())}
    for question_id, (body, sharing) in sorted(answers.items()):
        answer, body = known.get(question_id), body.strip()
        if not body:
            if answer is not None:
                db.session.delete(answer)
            continue
        if answer is None:
            answer = IntakeAnswer(question_id=question_id, cohort_id=cohort.id, user_id=by.id)
            db.session.add(answer)
        if sharing != "former":
            answer.audience_id = cohort.audience_id if sharing == "cohort" else None
        answer.body, answer.written_at = body, at or now()
    db.session.flush()


def share_nothing(membership: Membership) -> None:
    """The person takes back what they shared, or says that they rather share nothing; they are not asked again."""
    withdraw(membership.cohort_id, membership.user_id)
    membership.shares_nothing_at = now()
    db.session.flush()


def withdraw(cohort_id: int, user_id: int) -> None:
    """Nobody else reads what the person answered; their answers stay theirs."""
    _update(IntakeAnswer.cohort_id == cohort_id, IntakeAnswer.user_id == user_id, audience_id=None)


def carry_answers(cohort_id: int, into_id: int, user_id: int) -> None:
    """Somebody goes on elsewhere: their answers go along, theirs alone until they share them there."""
    withdraw(cohort_id, user_id)
    carry_all(cohort_id, into_id, IntakeAnswer.user_id == user_id)


def carry_all(cohort_id: int, into_id: int, *which) -> None:
    """Answers are where their writers are, read by whom they were shared with; beside the same question, when it is asked there."""
    here, there = _first_of(cohort_id), _first_of(into_id)
    for key in here.keys() & there.keys():
        known = select(IntakeAnswer.user_id).where(IntakeAnswer.question_id == there[key])
        free = (IntakeAnswer.question_id == here[key], IntakeAnswer.user_id.not_in(known.scalar_subquery()))
        _update(IntakeAnswer.cohort_id == cohort_id, *free, *which, question_id=there[key], cohort_id=into_id)
    _update(IntakeAnswer.cohort_id == cohort_id, *which, cohort_id=into_id)


def _first_of(cohort_id: int) -> dict[str, int]:
    named = (IntakeQuestion.cohort_id == cohort_id, IntakeQuestion.key != "", IntakeQuestion.removed_at.is_(None))
    return dict(db.session.execute(select(IntakeQuestion.key, IntakeQuestion.id).where(*named)).all())


def _tidy(texts: dict[str, str]) -> dict[str, str]:
    return {language: tidy for language, text in texts.items() if (tidy := " ".join((text or "").split()))}


def _update(*which, **values) -> None:
    db.session.flush()
    db.session.execute(update(IntakeAnswer).where(*which).values(**values).execution_options(synchronize_session=False))
    for row in [row for row in db.session.identity_map.values() if isinstance(row, IntakeAnswer)]:
        db.session.expire(row)
