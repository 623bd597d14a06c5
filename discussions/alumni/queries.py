"""Every SELECT about the alumni of a course: their space, who is among them, who could be, and who moderates there."""

from sqlalchemy import case, exists, or_, select

from cohorts.models import INSIDE, Cohort, Membership
from cohorts.policies import LEADERS
from discussions.charter.queries import people_to_host
from discussions.models import Space
from lms.access import AudienceMember
from lms.database import db, now
from lms.people.models import RoleGrant, User

MOST = 200


def find_alumni_space(course_id: int) -> Space | None:
    return db.session.scalars(select(Space).filter_by(course_id=course_id, kind="alumni")).one_or_none()


def alumni_spaces() -> list[Space]:
    return list(db.session.scalars(select(Space).filter_by(kind="alumni").order_by(Space.id)))


def moderators_of(space: Space) -> list[str]:
    """The names of who leads among the alumni."""
    return [name for _id, name in people_to_host(space)]


def find_moderator(course_id: int, but: int | None = None) -> int | None:
    """Who can lead outside cohorts: whoever leads a cohort of the course, else a manager, else an administrator."""
    led = exists().where(
        Membership.user_id == User.id,
        Membership.phase == "facilitator",
        Cohort.id == Membership.cohort_id,
        Cohort.course_id == course_id,
    )
    return db.session.scalar(
        select(User.id)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(User.is_active, User.id != (but or 0), RoleGrant.role.in_((*LEADERS, "admin")))
        .where(or_(led, RoleGrant.role != "facilitator"))
        .order_by(case((led, 0), (RoleGrant.role == "manager", 1), else_=2), User.id)
        .limit(1)
    )


def phases_after(user_id: int, course_id: int) -> set[str]:
    """What somebody is in the cohorts of a course whose training is over, to the second."""
    moment = now()
    rows = db.session.execute(
        select(Cohort, Membership.phase)
        .join(Membership, Membership.cohort_id == Cohort.id)
        .where(Cohort.course_id == course_id, Membership.user_id == user_id, Membership.phase.in_(INSIDE))
    )
    found = {cohort.phase_at(phase, moment) for cohort, phase in rows if cohort.is_over(moment)}
    return found & {"alumnus", "facilitator"}


def is_elsewhere(user_id: int, course_id: int, but: int) -> bool:
    """Whether somebody takes part in another cohort of the course."""
    inside = (Membership.user_id == user_id, Membership.phase.in_(INSIDE), Membership.cohort_id != but)
    return db.session.scalar(
        select(exists().where(*inside, Cohort.id == Membership.cohort_id, Cohort.course_id == course_id))
    )


def people_in(space: Space) -> list:
    """id, name and photo of who is among the alumni, by name."""
    return db.session.execute(
        select(User.id, User.name, User.photo_key)
        .join(AudienceMember, AudienceMember.user_id == User.id)
        .where(AudienceMember.audience_id == space.audience_id, AudienceMember.until.is_(None))
        .order_by(User.name, User.id)
        .limit(MOST)
    ).all()
