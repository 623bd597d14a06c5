"""Every SELECT about the audiences of cohorts: which they are, and whether something was said to one."""

from collections.abc import Callable

from sqlalchemy import Select, exists, func, select

from cohorts.audiences.models import CohortAudience, FormerReader
from cohorts.ground.models import IntakeAnswer
from cohorts.practice.models import PracticePlan
from cohorts.surveys.models import SurveyRound
from lms.access import Audience, AudienceMember
from lms.database import db
from lms.files.models import File

_asked: list[Callable[[int], bool]] = []


def said_where(find: Callable[[int], bool]) -> None:
    """Rooms above know whether something was said to an audience; app.py says which function tells."""
    if find not in _asked:
        _asked.append(find)


def audiences_of_cohort(cohort) -> list[int]:
    """Every audience the cohort has or had, those of cohorts that went on in it among them."""
    theirs = CohortAudience.cohort_id.in_((cohort.id, cohort.went_into_id or cohort.id))
    return sorted({cohort.audience_id, *db.session.scalars(select(CohortAudience.audience_id).where(theirs))})


def read_before(cohort, user_id: int) -> Select:
    """The closed audiences of a cohort that somebody read when they were closed."""
    return (
        select(FormerReader.audience_id)
        .join(CohortAudience, CohortAudience.audience_id == FormerReader.audience_id)
        .where(CohortAudience.cohort_id == cohort.id, FormerReader.user_id == user_id)
    )


def strangers_to(audience_id: int, user_ids) -> set[int]:
    """Those of these people who are not in an audience for good."""
    theirs = (AudienceMember.audience_id == audience_id, AudienceMember.until.is_(None))
    return set(user_ids) - set(db.session.scalars(select(AudienceMember.user_id).where(*theirs)))


def was_said_to(audience_id: int) -> bool:
    """Whether anybody ever said, planned or put down something for these readers, removed since or not."""
    planned = exists().where(PracticePlan.audience_id == audience_id)
    kept = exists().where(File.audience_id == audience_id)
    told = exists().where(IntakeAnswer.audience_id == audience_id)
    answered = exists().where(SurveyRound.audience_id == audience_id)
    said = planned | kept | told | answered
    return any(find(audience_id) for find in _asked) or db.session.scalar(select(said))


def closed_in(cohort) -> list:
    """When each closed audience of a cohort was closed and how many people it is of, the latest first."""
    return db.session.execute(
        select(CohortAudience.audience_id, CohortAudience.closed_at, func.coalesce(Audience.size, 0).label("size"))
        .join(Audience, Audience.id == CohortAudience.audience_id)
        .where(CohortAudience.cohort_id == cohort.id, CohortAudience.closed_at.is_not(None))
        .order_by(CohortAudience.closed_at.desc(), CohortAudience.audience_id.desc())
    ).all()
