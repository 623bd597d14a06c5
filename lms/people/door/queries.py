"""Every SELECT about the door: the people a demo academy lets anybody be."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from lms.database import db
from lms.people.models import User
from lms.people.queries import photo_url

DEMO_DOMAIN = "demo.example"
DEMO_ROLES = {
    "trainee": _l("Trainee"),
    "alumna": _l("Alumna"),
    "mentor": _l("Mentor"),
    "facilitator": _l("Facilitator"),
    "author": _l("Author"),
    "editor": _l("Knowledge editor"),
    "manager": _l("Community manager"),
    "admin": _l("Administrator"),
    "outsider": _l("Outsider"),
}


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody a visitor can be, with the sentence that says what they will see."""

    id: int
    name: str
    photo_url: str | None
    role: str
    words: str
    sentence: str


def demo_people(locale: str) -> list[DemoPerson]:
    """One person for each role of the demo, in the order of the roles."""
    addresses = {f"{role}@{DEMO_DOMAIN}": role for role in DEMO_ROLES}
    rows = db.session.execute(
        select(User.id, User.name, User.email, User.photo_key, User.headline, User.door).where(
            User.email.in_(addresses), User.is_active
        )
    )
    people = {
        addresses[row.email]: DemoPerson(
            id=row.id,
            name=row.name,
            photo_url=photo_url(row.photo_key),
            role=addresses[row.email],
            words=DEMO_ROLES[addresses[row.email]],
            sentence=(row.door or {}).get(locale) or row.headline,
        )
        for row in rows
    }
    return [people[role] for role in DEMO_ROLES if role in people]


def find_demo_user(role: str) -> User | None:
    """Who plays this role in the demo."""
    if role not in DEMO_ROLES:
        return None
    return db.session.scalars(select(User).where(User.email == f"{role}@{DEMO_DOMAIN}", User.is_active)).one_or_none()
