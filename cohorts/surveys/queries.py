"""Every SELECT about surveys: those a place has, one with what its page shows, and what asks somebody now."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from cohorts.models import Cohort, Membership
from cohorts.surveys.models import Survey, SurveyClaim, SurveyQuestion, SurveyRound, SurveyTally
from cohorts.surveys.policies import ASKED, can_lead
from cohorts.surveys.tallying import Sum
from lms.access import ACADEMY, Audience, AudienceMember, Viewer, belongs, visible
from lms.admin.models import Academy
from lms.database import UtcDateTime, db
from lms.people.models import User
from lms.reading import read

PAGE = 50
MOST_COMPARED = 12  # rounds beside each other

_ANSWERED = and_(SurveyClaim.round_id == SurveyRound.id, SurveyClaim.user_id == bindparam("viewer_id"))
_HERE = and_(Membership.cohort_id == Survey.cohort_id, Membership.user_id == bindparam("viewer_id"))
_ASKS = (
    select(Survey.id, Survey.title, Survey.language, Survey.cohort_id, SurveyRound.closes_at, Cohort.name.label("cohort"))
    .join(SurveyRound, SurveyRound.survey_id == Survey.id)
    .outerjoin(Cohort, Cohort.id == Survey.cohort_id)
    .outerjoin(Membership, _HERE)
    .outerjoin(SurveyClaim, _ANSWERED)
    .where(
        SurveyRound.closed_at.is_(None),
        SurveyRound.closes_at > bindparam("moment", type_=UtcDateTime()),
        Survey.removed_at.is_(None),
        SurveyRound.audience_id.in_(bindparam("audiences", expanding=True)),
        or_(Survey.cohort_id.is_(None), Membership.phase.in_(ASKED)),
        SurveyClaim.user_id.is_(None),
    )
    .order_by(SurveyRound.closes_at, Survey.id)
    .limit(5)
)  # fmt: skip
_ASKS_HERE = _ASKS.where(Survey.cohort_id == bindparam("cohort_id"))


@dataclass(frozen=True, slots=True)
class Found:
    """A survey with where it stands: its cohort, how many read it, and the viewer's own phase there."""

    survey: Survey
    cohort: str
    phase: str | None
    readers: int
    timezone: str
    leads: bool


def surveys_visible_to(viewer: Viewer) -> Select:
    """What a person reads; a draft is read by who leads."""
    return select(Survey).where(
        visible(Survey.audience_id, viewer), Survey.removed_at.is_(None), or_(Survey.rounds > 0, _is_led_by(viewer))
    )


def find_survey(viewer: Viewer, survey_id: int, *, is_removed: bool = False) -> Found | None:
    here = and_(Membership.cohort_id == Survey.cohort_id, Membership.user_id == viewer.id)
    found = surveys_visible_to(viewer) if not is_removed else removed_surveys_of(viewer)
    row = db.session.execute(
        found.add_columns(Cohort.name, Membership.phase, Audience.size, Cohort.timezone, Academy.timezone)
        .outerjoin(Cohort, Cohort.id == Survey.cohort_id)
        .outerjoin(Membership, here)
        .join(Audience, Audience.id == Survey.audience_id)
        .join(Academy, Academy.id == 1)
        .where(Survey.id == survey_id)
    ).one_or_none()
    if row is None:
        return None
    survey, cohort, phase, readers, zone, academy_zone = row
    leads = can_lead(viewer, survey.cohort_id, phase)
    return Found(survey, cohort or "", phase, readers, zone or academy_zone, leads)


def removed_surveys_of(viewer: Viewer) -> Select:
    """What can still be brought back, by who leads."""
    return select(Survey).where(visible(Survey.audience_id, viewer), Survey.removed_at.is_not(None), _is_led_by(viewer))


def surveys_of(viewer: Viewer, cohort_id: int | None, *, before: int | None = None) -> list:
    """(survey, its last round, whether the viewer answered in it): a page of those of a place, the newest first."""
    own = visible(SurveyRound.audience_id, viewer)
    last = and_(SurveyRound.survey_id == Survey.id, SurveyRound.number == Survey.rounds, own)
    claim = and_(SurveyClaim.round_id == SurveyRound.id, SurveyClaim.user_id == viewer.id)
    statement = (
        surveys_visible_to(viewer)
        .add_columns(SurveyRound, SurveyClaim.user_id)
        .outerjoin(SurveyRound, last)
        .outerjoin(SurveyClaim, claim)
        .where(_of_place(cohort_id))
        .order_by(Survey.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        statement = statement.where(Survey.id < before)
    return [(survey, latest, mine is not None) for survey, latest, mine in db.session.execute(statement)]


def removed_in(viewer: Viewer, cohort_id: int | None, *, since: datetime) -> list[Survey]:
    statement = removed_surveys_of(viewer).where(_of_place(cohort_id), Survey.removed_at > since)
    return list(db.session.scalars(statement.order_by(Survey.id.desc()).limit(PAGE)))


def questions_of(survey: Survey) -> list[SurveyQuestion]:
    found = select(SurveyQuestion).filter_by(survey_id=survey.id)
    return list(db.session.scalars(found.order_by(SurveyQuestion.place, SurveyQuestion.id)))


def find_question(survey: Survey, question_id: int) -> SurveyQuestion | None:
    return db.session.scalars(select(SurveyQuestion).filter_by(survey_id=survey.id, id=question_id)).one_or_none()


def rounds_of(survey: Survey, viewer: Viewer) -> list[SurveyRound]:
    """The latest rounds that were said to the viewer too, the first of them first."""
    found = select(SurveyRound).where(SurveyRound.survey_id == survey.id, visible(SurveyRound.audience_id, viewer))
    found = found.order_by(SurveyRound.number.desc())
    return list(db.session.scalars(found.limit(MOST_COMPARED + 1)))[::-1]


def surveys_in(cohort_id: int) -> list[Survey]:
    """All surveys of a cohort, for what happens to it as a whole."""
    return list(db.session.scalars(select(Survey).filter_by(cohort_id=cohort_id).order_by(Survey.id)))


def latest_round(survey: Survey, *, lock: bool = False) -> SurveyRound | None:
    statement = select(SurveyRound).filter_by(survey_id=survey.id).order_by(SurveyRound.number.desc()).limit(1)
    return db.session.scalars(statement.with_for_update() if lock else statement).one_or_none()


def has_answered(viewer: Viewer, latest: SurveyRound | None) -> bool:
    """Known as long as the round is open; afterwards nobody knows any more who answered."""
    if latest is None:
        return False
    return db.session.get(SurveyClaim, (latest.id, viewer.id)) is not None


def sums_of(rounds: list[SurveyRound]) -> dict[tuple[int, int], Sum]:
    """(round, question) → what came out, of rounds that are closed and where there is enough to show."""
    closed = [one.id for one in rounds if one.closed_at]
    found = select(SurveyTally).where(SurveyTally.round_id.in_(closed))
    sums = {(row.round_id, row.question_id): sum_of(row) for row in db.session.scalars(found)}
    return {key: total for key, total in sums.items() if total.is_shown}


def sum_of(tally: SurveyTally) -> Sum:
    return Sum(tally.answered, tuple(tally.counts), tuple(tally.texts))


def tallies_of(round_id: int) -> list[SurveyTally]:
    return list(db.session.scalars(select(SurveyTally).filter_by(round_id=round_id).order_by(SurveyTally.question_id)))


def asks(viewer: Viewer, moment: datetime, cohort_id: int | None = None) -> list:
    """What waits for the viewer's answer, everywhere or in one cohort; what closes first stands first."""
    values = {"viewer_id": viewer.id, "moment": moment, "audiences": sorted(viewer.audiences)}
    return read(_ASKS, **values) if cohort_id is None else read(_ASKS_HERE, cohort_id=cohort_id, **values)


def people_asked(survey: Survey) -> list[int]:
    """Everybody whose answer is asked at this moment."""
    return list(db.session.scalars(_people_asked(survey)))


def count_asked(survey: Survey) -> int:
    return db.session.scalar(select(func.count()).select_from(_people_asked(survey).subquery()))


def not_answered(survey: Survey, current: SurveyRound) -> list[int]:
    claimed = select(SurveyClaim.user_id).where(SurveyClaim.round_id == current.id)
    return list(db.session.scalars(_people_asked(survey).where(User.id.not_in(claimed))))


def zone_of(survey: Survey) -> str:
    if survey.cohort_id:
        return db.session.scalar(select(Cohort.timezone).where(Cohort.id == survey.cohort_id))
    return db.session.scalar(select(Academy.timezone).where(Academy.id == 1))


def due_to_close(moment: datetime) -> list[SurveyRound]:
    found = select(SurveyRound).where(SurveyRound.closed_at.is_(None), SurveyRound.closes_at <= moment)
    return list(db.session.scalars(found.order_by(SurveyRound.id).with_for_update()))


def due_to_open(moment: datetime) -> list[Survey]:
    found = select(Survey).where(Survey.next_at <= moment, Survey.removed_at.is_(None))
    return list(db.session.scalars(found.order_by(Survey.id).with_for_update()))


def not_reminded(moment: datetime, latest: datetime) -> list:
    """(round, survey) of those that close before `latest` and reminded nobody yet."""
    return db.session.execute(
        select(SurveyRound, Survey)
        .join(Survey, Survey.id == SurveyRound.survey_id)
        .where(
            SurveyRound.closed_at.is_(None),
            SurveyRound.closes_at > moment,
            SurveyRound.closes_at <= latest,
            SurveyRound.reminded_at.is_(None),
            Survey.removed_at.is_(None),
        )
        .order_by(SurveyRound.id)
    ).all()


def standing_rounds(reader_id: int, round_ids) -> dict:
    """Of these rounds those whose survey is there: when they closed, and whether the reader answered."""
    mine = exists().where(SurveyClaim.round_id == SurveyRound.id, SurveyClaim.user_id == reader_id)
    rows = db.session.execute(
        select(SurveyRound.id, SurveyRound.closes_at, SurveyRound.closed_at, mine.label("has_answered"))
        .join(Survey, Survey.id == SurveyRound.survey_id)
        .where(SurveyRound.id.in_(list(round_ids)), Survey.removed_at.is_(None))
    )
    return {row.id: row for row in rows}


def _of_place(cohort_id: int | None):
    return Survey.cohort_id.is_(None) if cohort_id is None else Survey.cohort_id == cohort_id


def _is_led_by(viewer: Viewer):
    own = aliased(Membership)
    runs = exists().where(
        own.cohort_id == Survey.cohort_id, own.user_id == (viewer.id or 0), own.phase == "facilitator"
    )
    return or_(runs, Survey.cohort_id.is_(None)) if viewer.has_role("manager") else runs


def _people_asked(survey: Survey) -> Select:
    if survey.cohort_id:
        return (
            select(User.id)
            .join(Membership, Membership.user_id == User.id)
            .where(
                Membership.cohort_id == survey.cohort_id,
                Membership.phase.in_(ASKED),
                User.is_active,
                belongs(User.id, survey.audience_id),
            )
            .order_by(User.id)
        )
    return (
        select(User.id)
        .join(AudienceMember, AudienceMember.user_id == User.id)
        .where(AudienceMember.audience_id == ACADEMY, AudienceMember.until.is_(None), User.is_active)
        .order_by(User.id)
    )
