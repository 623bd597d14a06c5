"""People and groups for tests, made the way the application makes them."""

import itertools

from lms.access import grant, make_audience
from lms.database import db
from lms.jobs import sweep
from lms.mail import Mail
from lms.notifications.models import Notification
from lms.people import actions
from lms.people.models import User

_numbers = itertools.count(1)


def make_person(name: str = "", **changes) -> User:
    """Somebody with an account who is not of the cast."""
    number = next(_numbers)
    changes.setdefault("email", f"person{number}@test.example")
    return actions.create_user(name=name or f"Person {number}", **changes)


def make_group(*people, kind: str = "cohort", name: str = "Spring 2026") -> int:
    """The id of an audience of this kind with these people in it."""
    audience = make_audience(kind, name)
    for person in people:
        grant(audience.id, person.id)
    return audience.id


def heard(person) -> list[str]:
    """Why somebody was told of something, each time, the last one last."""
    rows = db.session.scalars(db.select(Notification).filter_by(user_id=person.id).order_by(Notification.id))
    return [row.reason for row in rows]


def mails_sent() -> list[Mail]:
    """Do the work that waits, and every mail there then is, the last one last."""
    db.session.commit()
    while sweep():
        pass
    db.session.expire_all()
    return list(db.session.scalars(db.select(Mail).order_by(Mail.id)))
