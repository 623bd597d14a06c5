"""Every SELECT about what was said in a cohort before others came."""

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased

from cohorts.models import Cohort
from discussions.models import Space, Topic
from discussions.reunions.models import ReunionPrompt
from lms.access import Viewer, visible
from lms.database import db


def was_said(audience_id: int) -> bool:
    """Whether a conversation was ever begun for these readers, removed since or not."""
    return db.session.scalar(select(exists().where(Topic.audience_id == audience_id)))


def space_of(cohort_id: int) -> Space:
    return db.session.scalars(select(Space).where(Space.cohort_id == cohort_id)).one()


def went_into(cohort_id: int, viewer: Viewer) -> Select:
    """The ids of cohorts that go on in this one, of those whose people the viewer was among."""
    return select(Cohort.id).where(Cohort.went_into_id == cohort_id, visible(Cohort.audience_id, viewer))


def colliding(cohort_id: int, into_id: int) -> tuple:
    """Which words for later wait here although the other cohort has its own for that moment."""
    there = aliased(ReunionPrompt)
    is_there = exists().where(there.cohort_id == into_id, there.months == ReunionPrompt.months)
    return ReunionPrompt.cohort_id == cohort_id, ReunionPrompt.outcome == "", is_there


def count_colliding_prompts(cohort_id: int, into_id: int) -> int:
    return db.session.scalar(select(func.count()).select_from(ReunionPrompt).where(*colliding(cohort_id, into_id)))


def topics_by_id(space_id: int, after: int, limit: int) -> list[Topic]:
    found = select(Topic).where(Topic.space_id == space_id, Topic.id > after).order_by(Topic.id)
    return list(db.session.scalars(found.limit(limit)))
