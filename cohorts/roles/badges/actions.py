"""Every write about badges of roles: making one, changing what it names, and taking it back."""

import secrets

from cohorts.models import Cohort
from cohorts.roles.badges import queries
from cohorts.roles.badges.credentials import credential_of
from cohorts.roles.badges.models import RoleBadge
from cohorts.roles.models import EarnedRole
from courses.certificates.badges import signed
from lms.admin.queries import get_academy
from lms.database import db
from lms.people.models import User


def make_badge(
    role: EarnedRole, cohort: Cohort | None, *, language: str, shows_name: bool, shows_cohort: bool, by
) -> RoleBadge:
    """The badge as its holder wants it, signed; made again it keeps its address."""
    person = db.session.get_one(User, role.user_id, with_for_update=True)
    badge = queries.find_badge(role.id)
    if badge is None:
        badge = RoleBadge(role_id=role.id, code=secrets.token_urlsafe(16))
        db.session.add(badge)
    badge.language, badge.shows_name, badge.shows_cohort, badge.name = language, shows_name, shows_cohort, person.name
    shared = queries.Shared(badge, role, cohort)
    badge.badge = signed(credential_of(shared, academy=get_academy(), email=person.email))
    db.session.flush()
    return badge


def sign_again(role: EarnedRole, cohort: Cohort | None) -> None:
    """The role has other days or words; its badge names what its holder chose, as before."""
    db.session.flush()
    if badge := queries.find_badge(role.id):
        email = db.session.get_one(User, role.user_id).email
        shared = queries.Shared(badge, role, cohort)
        badge.badge = signed(credential_of(shared, academy=get_academy(), email=email))
        db.session.flush()


def remove_badge(badge: RoleBadge) -> None:
    """Its page is gone; what was downloaded is not, and nobody finds its status any more."""
    db.session.delete(badge)
    db.session.flush()
