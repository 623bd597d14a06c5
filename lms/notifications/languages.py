"""The languages of readers: what is told to several people is said in each one's own."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from flask_babel import force_locale
from sqlalchemy import select

from lms.database import db
from lms.people.models import User


def in_each_language(user_ids: Iterable[int]) -> Iterator[list[int]]:
    """These people, those of one language at a time; what is said in the meantime is said in it."""
    people = select(User.locale, User.id).where(User.id.in_(list(user_ids))).order_by(User.locale)
    for locale, rows in groupby(db.session.execute(people).all(), key=lambda row: row.locale):
        with force_locale(locale):
            yield [row.id for row in rows]


def locale_of(user_id: int) -> str:
    return db.session.scalar(select(User.locale).where(User.id == user_id))
