"""Every SELECT about whom an event is for: the scopes of a person, who belongs to one, and who leads there."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, case, exists, select

from cohorts import queries as cohorts
from cohorts.calendar.models import Event
from cohorts.models import INSIDE, Membership
from cohorts.policies import LEADERS, leads_elsewhere
from lms.access import Audience, Viewer, belongs, visible
from lms.admin.queries import get_academy
from lms.database import db
from lms.people.models import RoleGrant, User

WIDER = ("alumni", "academy")  # kinds of audiences that meet without being a cohort
MOST = 2_000


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Whom events are for. `phase` is the viewer's own in the cohort; elsewhere who leads stands there as a facilitator,
    and everybody else as an alumna."""

    audience_id: int
    timezone: str
    kind: str = "cohort"
    cohort_id: int | None = None
    name: str = ""  # the academy has none
    size: int = 0
    phase: str | None = None

    @classmethod
    def of(cls, cohort, **more) -> "Scope":
        return cls(
            cohort_id=cohort.id, audience_id=cohort.audience_id, name=cohort.name, timezone=cohort.timezone, **more
        )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def key(self) -> str:
        """How a filter names it."""
        return f"audience-{self.audience_id}" if self.cohort_id is None else f"cohort-{self.cohort_id}"

    @property
    def path(self) -> str:
        """Where its events are listed."""
        within = f"/audiences/{self.audience_id}" if self.cohort_id is None else f"/cohorts/{self.cohort_id}"
        return f"{within}/events"


def scope_of(event: Event, viewer: Viewer) -> Scope | None:
    """Whom an event is for, as the viewer is among them; None for who is not any more."""
    if event.cohort_id is None:
        return find_wider(viewer, event.audience_id)
    cohort = cohorts.find_head(viewer, event.cohort_id)
    return Scope.of(cohort, size=cohort.size, phase=cohort.phase) if cohort else None


def find_wider(viewer: Viewer, audience_id: int) -> Scope | None:
    return next(iter(wider_scopes(viewer, audience_id)), None)


def wider_scopes(viewer: Viewer, *audience_ids: int) -> list[Scope]:
    """What the viewer is among that is no cohort: all of it, or only these; the academy first."""
    found = select(Audience.id, Audience.kind, Audience.name, Audience.size).where(
        Audience.kind.in_(WIDER), visible(Audience.id, viewer)
    )
    if audience_ids:
        found = found.where(Audience.id.in_(audience_ids))
    rows = db.session.execute(found.order_by(Audience.kind, Audience.name)).all()
    zone, phase = get_academy().timezone if rows else "", wider_phase(viewer)
    return [
        Scope(audience_id=row.id, kind=row.kind, name=row.name, size=row.size, timezone=zone, phase=phase)
        for row in rows
    ]


def wider_phase(viewer: Viewer) -> str:
    return "facilitator" if leads_elsewhere(viewer) else "alumnus"


def phase_at(event: Event, viewer: Viewer) -> str | None:
    """The viewer's own phase where an event is that they read."""
    if event.cohort_id is None:
        return wider_phase(viewer)
    found = select(Membership.phase).where(Membership.cohort_id == event.cohort_id, Membership.user_id == viewer.id)
    return db.session.scalar(found)


def is_for(scope: Scope) -> ColumnElement:
    """Whether an event is one of theirs."""
    if scope.cohort_id is not None:
        return Event.cohort_id == scope.cohort_id
    return and_(Event.cohort_id.is_(None), Event.audience_id == scope.audience_id)


def is_among(where) -> ColumnElement:
    """Whether a person takes part where an event is, or in a scope."""
    if where.cohort_id is None:
        return belongs(User.id, where.audience_id)
    mine = (Membership.cohort_id == where.cohort_id, Membership.user_id == User.id, Membership.phase.in_(INSIDE))
    return exists().where(*mine)


def members_of(where, *first: int) -> list:
    """id and name of everybody where an event is, or in a scope: these people first, the others by name."""
    found = select(User.id, User.name).where(User.is_active, is_among(where))
    order = (User.name, User.id)
    if first:
        order = (case((User.id.in_(first), 0), else_=1), *order)
    return db.session.execute(found.order_by(*order).limit(MOST)).all()


def members_called(where, names) -> list:
    """id and name of everybody there with one of these names."""
    found = select(User.id, User.name).where(User.is_active, User.name.in_(list(names)), is_among(where))
    return db.session.execute(found.limit(MOST)).all()


def ids_of_members(where) -> set[int]:
    return set(db.session.scalars(select(User.id).where(User.is_active, is_among(where))))


def ids_of_leaders(event: Event) -> set[int]:
    """Who may plan there: the facilitators of a cohort, and elsewhere who has a role that leads."""
    if event.cohort_id is not None:
        leads = (Membership.cohort_id == event.cohort_id, Membership.phase == "facilitator")
        return set(db.session.scalars(select(Membership.user_id).where(*leads)))
    has_role = exists().where(RoleGrant.user_id == User.id, RoleGrant.role.in_((*LEADERS, "admin")))
    return set(db.session.scalars(select(User.id).where(User.is_active, has_role, is_among(event))))
