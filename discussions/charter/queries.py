"""Every SELECT about charters besides showing them (see lists/): that of a space, who can host one, and those whose review date is there."""

from datetime import date

from sqlalchemy import or_, select

from discussions.charter.models import Charter
from discussions.models import Space, Topic
from discussions.moderation.queries import leaders_of
from lms.database import db
from lms.people.models import User


def find_charter(space_id: int, *, lock: bool = False) -> Charter | None:
    statement = select(Charter).filter_by(space_id=space_id)
    return db.session.scalars(statement.with_for_update() if lock else statement).one_or_none()


def people_to_host(space: Space) -> list[tuple[int, str]]:
    """(id, name) of who can be its host: who leads there."""
    named = select(User.id, User.name).where(User.id.in_(_leaders(space))).order_by(User.name, User.id)
    return [(row.id, row.name) for row in db.session.execute(named)]


def charters_to_review(day: date) -> list:
    """(charter, space) of those whose review date is there and whose host has not heard of that yet."""
    is_new = or_(Charter.told_on.is_(None), Charter.told_on != Charter.review_on)
    return list(
        db.session.execute(
            select(Charter, Space)
            .join(Space, Space.id == Charter.space_id)
            .where(Charter.review_on <= day, is_new)
            .order_by(Charter.space_id)
            .with_for_update(of=Charter)
        )
    )


def who_reviews(charter: Charter, space: Space) -> list[int]:
    """Its host as long as they lead there; else whoever does."""
    leading = _leaders(space)
    return [charter.host_id] if charter.host_id in leading else sorted(leading)


def waiting_for_review(space_ids, day: date) -> set[int]:
    """Of these spaces those whose charter still has a review date that is there."""
    due = (Charter.space_id.in_(list(space_ids)), Charter.review_on <= day)
    return set(db.session.scalars(select(Charter.space_id).where(*due)))


def _leaders(space: Space) -> set[int]:
    return leaders_of(Topic(space_id=space.id, audience_id=space.audience_id))
