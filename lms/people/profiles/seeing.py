"""Which parts of a person a viewer sees, as parts of statements: what is hidden is empty, neither matched nor counted."""

from collections.abc import Callable
from functools import lru_cache

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import aliased

from lms.access import ACADEMY, Audience, AudienceMember
from lms.people.models import User, usually_seen_by

_deciders: list[Callable] = []


def alumni_are(decide: Callable) -> None:
    """`decide(viewer)` says, as a condition, whether somebody finished a training; app.py names the room that knows."""
    _deciders[:] = [decide]


def is_alumna(viewer) -> ColumnElement:
    return or_(literal(False), *(decide(viewer) for decide in _deciders))


def who_is_here(viewer) -> ColumnElement:
    """Everybody with an open account, for members; nobody, for guests."""
    return User.is_active if ACADEMY in viewer.audiences else literal(False)


def shares_cohort(viewer) -> ColumnElement:
    """Whether the viewer and the person belong to the same cohort; a visit to one is not belonging."""
    return _shares_cohort(viewer.id)


@lru_cache(maxsize=1024)
def _shares_cohort(viewer_id: int | None) -> ColumnElement:
    """Built once for each viewer: a page of the directory asks for it a dozen times."""
    mine, theirs = aliased(AudienceMember), aliased(AudienceMember)
    return User.id.in_(
        select(theirs.user_id)
        .join(mine, mine.audience_id == theirs.audience_id)
        .join(Audience, Audience.id == theirs.audience_id)
        .where(Audience.kind == "cohort", mine.user_id == viewer_id, mine.until.is_(None), theirs.until.is_(None))
    )


def may_see(field: str, viewer) -> ColumnElement:
    """Whether the person shows this part of themselves to the viewer."""
    chosen = func.coalesce(User.visibility[field].as_string(), usually_seen_by(field))
    shares = shares_cohort(viewer)
    return or_(
        chosen == "academy",
        User.id == viewer.id,
        and_(chosen.in_(("cohort", "alumni")), shares),
        and_(chosen == "alumni", is_alumna(viewer)),
    )


def if_seen(field: str, column, viewer) -> ColumnElement:
    """The column as this viewer sees it: itself, or empty."""
    return case((may_see(field, viewer), column), else_="")


def seen(field: str, viewer) -> ColumnElement:
    return if_seen(field, getattr(User, field), viewer)
