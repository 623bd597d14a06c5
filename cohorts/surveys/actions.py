"""Every write about rounds: opening one, answering, closing it for good, and looking after all of them in time."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from sqlalchemy import delete

from cohorts.surveys import notices, policies, queries
from cohorts.surveys.models import FEWEST, Survey, SurveyClaim, SurveyRound, SurveyTally
from cohorts.surveys.tallying import Answer, add
from lms.database import db, insert, now
from lms.jobs import every
from lms.notifications.actions import mark_thread_done, withdraw

EVERY = {
    "fortnight": relativedelta(days=14),
    "month": relativedelta(months=1),
    "quarter": relativedelta(months=3),
}
REMIND_BEFORE = timedelta(days=2)  # its end, whoever has not answered


class Closed(Exception):
    """The round closed while somebody was answering, or is not the one they saw."""


def open_round(survey: Survey, *, at: datetime | None = None, tell: bool = True) -> SurveyRound:
    """Ask everybody there is, from now to the end of the last day. `at` seeds the past."""
    moment, questions = at or now(), queries.questions_of(survey)
    survey.rounds += 1
    survey.next_at = next_after(survey, moment)
    current = SurveyRound(
        survey_id=survey.id,
        audience_id=survey.audience_id,
        number=survey.rounds,
        opened_at=moment,
        closes_at=_end(survey, moment),
        asked=queries.count_asked(survey),
    )
    db.session.add(current)
    db.session.flush()
    db.session.add_all(
        SurveyTally(round_id=current.id, question_id=one.id, counts=[0] * len(one.choices)) for one in questions
    )
    db.session.flush()
    if tell and at is None:
        notices.ask(survey, current, queries.people_asked(survey))
    return current


def next_after(survey: Survey, opened_at: datetime) -> datetime | None:
    """When the round after one that opened then opens by itself."""
    return opened_at + EVERY[survey.rhythm] if survey.rhythm else None


def answer(survey: Survey, round_id: int, answers: dict[int, Answer], *, by, at: datetime | None = None) -> bool:
    """Add what somebody answered to the sums; False when they had answered before, and then nothing changes.

    The claim stands for the key of the form: pressing twice counts once, and no table says at which moment somebody
    answered. Whoever comes at once waits for the lock of the round.
    """
    current = db.session.get(SurveyRound, round_id, with_for_update=True, populate_existing=True)
    if current is None or current.survey_id != survey.id or not current.is_open(at or now()):
        raise Closed
    claim = insert(SurveyClaim).values(round_id=round_id, user_id=by.id).on_conflict_do_nothing()
    if db.session.execute(claim.returning(SurveyClaim.user_id)).scalar() is None:
        return False
    for tally in queries.tallies_of(round_id):
        total = add(queries.sum_of(tally), answers.get(tally.question_id) or "")
        tally.answered, tally.counts, tally.texts = total.answered, list(total.counts), list(total.texts)
    current.answered += 1
    db.session.flush()
    if at is None:
        today = now().replace(hour=0, minute=0, second=0, microsecond=0)
        mark_thread_done(by.id, survey.thread, at=today)
    return True


def close_round(survey: Survey, *, at: datetime | None = None, tell: bool = True) -> None:
    """For good. Who answered is forgotten, and so is what fewer than five said; the rest is shown to all who were asked.

    They hear either what came out, or that too few answered."""
    current = queries.latest_round(survey, lock=True)
    if current is None or current.closed_at:
        return
    current.closed_at = at or now()
    db.session.execute(delete(SurveyClaim).where(SurveyClaim.round_id == current.id))
    few = (SurveyTally.round_id == current.id, SurveyTally.answered < FEWEST)
    db.session.execute(delete(SurveyTally).where(*few))
    db.session.flush()
    withdraw(*notices.things_asked(current))
    if tell and at is None:
        notices.tell_results(survey, current, queries.people_asked(survey))


@every(timedelta(minutes=10))
def tend_surveys() -> None:
    """Close what is over, open what comes back, and remind once whoever has not answered."""
    moment = now()
    for current in queries.due_to_close(moment):
        close_round(db.session.get_one(Survey, current.survey_id))
    for survey in queries.due_to_open(moment):
        _open_again(survey, moment)
    for current, survey in queries.not_reminded(moment, moment + REMIND_BEFORE):
        current.reminded_at = moment
        notices.remind(survey, current, queries.not_answered(survey, current))
    db.session.flush()


def _open_again(survey: Survey, moment: datetime) -> None:
    """The next round, once the last had its rest; where too few are left to ask, it comes back no more."""
    if queries.count_asked(survey) < FEWEST:
        survey.rhythm, survey.next_at = "", None
    elif policies.can_open(1, FEWEST, queries.latest_round(survey), moment):
        open_round(survey)


def _end(survey: Survey, moment: datetime) -> datetime:
    """The first moment after its last day, where the people are."""
    zone = ZoneInfo(queries.zone_of(survey))
    last_day = moment.astimezone(zone).date() + timedelta(days=survey.days)
    return datetime.combine(last_day + timedelta(days=1), time(), zone).astimezone(now().tzinfo)
