"""Coffees for tests, asked the way people ask."""

from datetime import timedelta

from cohorts.coffee import actions
from cohorts.coffee.models import Coffee
from lms.database import db, now
from lms.people.models import User


def in_days(days: float, hour: int = 10):
    """A moment so many days from now, at this hour of the clock of Amsterdam’s winter."""
    return (now() + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


def make_coffee(asker, asked, *, starts=None, **changes) -> Coffee:
    """`asker` asks `asked` (anything with an id) for a coffee the day after tomorrow."""
    values = {"intro": "Shall we talk about silence?", "minutes": 30, "place": "", "starts": starts or [in_days(2)]}
    return actions.ask(asked.id, by=db.session.get_one(User, asker.id), **values | changes)
