"""Every SELECT about badges of roles."""

from dataclasses import dataclass

from sqlalchemy import select

from cohorts.models import Cohort
from cohorts.roles.badges.models import RoleBadge
from cohorts.roles.models import EarnedRole
from lms.database import db


@dataclass(frozen=True)
class Shared:
    """A badge with the role it is of, and the cohort of that."""

    badge: RoleBadge
    role: EarnedRole
    cohort: Cohort | None

    @property
    def cohort_name(self) -> str:
        """As far as its holder wants it told."""
        return self.cohort.name if self.cohort and self.badge.shows_cohort else ""


def find_badge(role_id: int) -> RoleBadge | None:
    return db.session.get(RoleBadge, role_id)


def find_by_code(code: str) -> Shared | None:
    """What anybody may check who was told its code."""
    row = db.session.execute(
        select(RoleBadge, EarnedRole, Cohort)
        .join(EarnedRole, EarnedRole.id == RoleBadge.role_id)
        .outerjoin(Cohort, Cohort.id == EarnedRole.cohort_id)
        .where(RoleBadge.code == code)
    ).one_or_none()
    return None if row is None else Shared(*row)
