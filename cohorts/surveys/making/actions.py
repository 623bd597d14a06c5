"""Every write about what is asked: beginning a survey, its terms, its questions, removing it with undo."""

from datetime import datetime, timedelta

from flask_babel import force_locale
from sqlalchemy import delete, select, update

from cohorts.surveys import queries
from cohorts.surveys.actions import close_round, next_after
from cohorts.surveys.making.ready import READY
from cohorts.surveys.models import MOST_QUESTIONS, Survey, SurveyQuestion, SurveyRound, SurveyTally
from cohorts.surveys.policies import UNDO
from lms.access import ACADEMY
from lms.admin.audit import audit
from lms.database import db, now
from lms.jobs import every
from lms.notifications.actions import withdraw_thread


class Asked(Exception):
    """Somebody was asked meanwhile, so the questions stay as they are."""


class Full(Exception):
    """There are as many questions as people answer with patience."""


def begin(cohort, *, by, language: str, ready: str = "", at: datetime | None = None) -> Survey:
    """A draft for a cohort, or for the academy when that is None; `ready` names what to begin with. `at` seeds the past."""
    with force_locale(language):
        model = READY.get(ready)
        survey = Survey(
            cohort_id=cohort.id if cohort else None,
            audience_id=cohort.audience_id if cohort else ACADEMY,
            title=str(model.title) if model else "",
            intro=str(model.intro) if model else "",
            language=language,
            created_by=by.id,
            created_at=at or now(),
        )
        db.session.add(survey)
        db.session.flush()
        for place, (kind, words, options) in enumerate(model.questions if model else (), 1):
            options = [str(option) for option in options]
            db.session.add(
                SurveyQuestion(survey_id=survey.id, place=place, kind=kind, words=str(words), options=options)
            )
    db.session.flush()
    return survey


def change_terms(survey: Survey, *, title: str, intro: str, days: int, rhythm: str) -> None:
    """What it is called and how it is asked; another rhythm counts from the round that was opened last."""
    survey.title, survey.intro, survey.days = title, intro.strip(), days
    if rhythm != survey.rhythm:
        survey.rhythm = rhythm
        latest = queries.latest_round(survey)
        survey.next_at = next_after(survey, latest.opened_at) if latest else None
    db.session.flush()


def write_question(survey: Survey, *, kind: str, words: str, options: list[str]) -> SurveyQuestion:
    """One more, at the end."""
    questions = _draft(survey)
    if len(questions) >= MOST_QUESTIONS:
        raise Full
    place = questions[-1].place + 1 if questions else 1
    question = SurveyQuestion(survey_id=survey.id, place=place, kind=kind, words=words, options=options)
    db.session.add(question)
    db.session.flush()
    return question


def change_question(survey: Survey, question: SurveyQuestion, *, kind: str, words: str, options: list[str]) -> None:
    _draft(survey)
    question.kind, question.words, question.options = kind, words, options
    db.session.flush()


def move_question(survey: Survey, question: SurveyQuestion, *, up: bool) -> None:
    """One place up or down; the first stays first."""
    questions = _draft(survey)
    here = questions.index(question)
    there = here + (-1 if up else 1)
    if 0 <= there < len(questions):
        questions[here], questions[there] = questions[there], questions[here]
    for place, one in enumerate(questions, 1):
        one.place = place
    db.session.flush()


def remove_question(survey: Survey, question: SurveyQuestion) -> None:
    """A question nobody was asked leaves nothing behind."""
    _draft(survey)
    db.session.delete(question)
    db.session.flush()


def remove_survey(survey: Survey, *, by) -> None:
    """Gone for everybody, its results too; who leads may bring it back for thirty days. An open round closes."""
    close_round(survey, tell=False)
    survey.removed_at, survey.rhythm, survey.next_at = now(), "", None
    db.session.flush()
    withdraw_thread(survey.thread)
    audit("survey removed", actor=by, object_kind="survey", object_id=survey.id, audience_id=survey.audience_id)


def restore_survey(survey: Survey) -> None:
    survey.removed_at = None
    db.session.flush()


@every(timedelta(days=1))
def empty_removed() -> None:
    """After thirty days what was answered and asked in a removed survey is gone for good."""
    gone = select(Survey.id).where(Survey.removed_at < now() - UNDO)
    rounds = select(SurveyRound.id).where(SurveyRound.survey_id.in_(gone))
    db.session.execute(delete(SurveyTally).where(SurveyTally.round_id.in_(rounds)))
    empty = {"title": "", "intro": ""}
    db.session.execute(update(Survey).where(Survey.id.in_(gone), Survey.title != "").values(**empty))
    asked = SurveyQuestion.survey_id.in_(gone)
    db.session.execute(update(SurveyQuestion).where(asked, SurveyQuestion.words != "").values(words="", options=[]))


def _draft(survey: Survey) -> list[SurveyQuestion]:
    """The questions of a draft, held until the end of the transaction; Asked when it is none any more."""
    db.session.refresh(survey, with_for_update=True)
    if not survey.is_draft:
        raise Asked
    return queries.questions_of(survey)
