"""Every SELECT about milestones: those of a cohort, and in whose name it celebrates."""

from sqlalchemy import exists, func, or_, select

from cohorts.models import Cohort, Membership
from courses.models import Module
from discussions.merging.queries import went_into
from discussions.milestones.models import Celebration, Milestone
from discussions.models import Topic
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import User


def milestones_of(viewer: Viewer, cohort_id: int) -> list:
    """kind, number, reached_at, the module's title and titles, the cohort with its name, and the topic where the viewer reads it;
    also of cohorts the viewer was in that go on in this one; latest first."""
    readable = (Topic.id == Milestone.topic_id) & Topic.deleted_at.is_(None) & visible(Topic.audience_id, viewer)
    its_module = (Module.id == Milestone.number) & (Milestone.kind == "module")
    return list(
        db.session.execute(
            select(
                Milestone.kind,
                Milestone.number,
                Milestone.reached_at,
                Milestone.cohort_id,
                Cohort.name.label("cohort"),
                Topic.id.label("topic_id"),
                Module.title,
                Module.titles,
            )
            .join(Cohort, Cohort.id == Milestone.cohort_id)
            .outerjoin(Topic, readable)
            .outerjoin(Module, its_module)
            .where(or_(Milestone.cohort_id == cohort_id, Milestone.cohort_id.in_(went_into(cohort_id, viewer))))
            .order_by(Milestone.reached_at.desc(), Milestone.id.desc())
        )
    )


def known_milestones() -> set[tuple[int, str, int]]:
    """(cohort, kind, number) of everything that was found before."""
    return {tuple(row) for row in db.session.execute(select(Milestone.cohort_id, Milestone.kind, Milestone.number))}


def latest_uncelebrated(cohort_id: int) -> list[Milestone]:
    """What a cohort reached on the last day it reached anything, if nobody celebrated it."""
    last = select(func.max(Milestone.reached_at)).where(Milestone.cohort_id == cohort_id).scalar_subquery()
    found = select(Milestone).where(
        Milestone.cohort_id == cohort_id, Milestone.reached_at == last, Milestone.topic_id.is_(None)
    )
    return list(db.session.scalars(found.order_by(Milestone.kind, Milestone.number)))


def count_waiting(cohort_id: int) -> int:
    """How many nobody celebrated, as long as no facilitator is there in whose name it could be done."""
    leads = (Membership.cohort_id == Celebration.cohort_id, Membership.user_id == Celebration.host_id)
    has_host = exists().where(Celebration.cohort_id == cohort_id, *leads, Membership.phase == "facilitator")
    found = select(func.count()).select_from(Milestone)
    return db.session.scalar(found.where(Milestone.cohort_id == cohort_id, Milestone.topic_id.is_(None), ~has_host))


def find_host(cohort_id: int) -> User | None:
    """In whose name the cohort celebrates."""
    statement = select(User).join(Celebration, Celebration.host_id == User.id)
    return db.session.scalars(statement.where(Celebration.cohort_id == cohort_id)).one_or_none()
