"""Every write about the help desk: an answer that was found, one that was none, and the desk's own settings."""

from datetime import date, timedelta

from sqlalchemy import select

from discussions.asking.actions import STAYS, is_at, keep_deflection, reverse_among
from discussions.asking.models import Deflection
from discussions.asking.spots.choosing import Spot
from discussions.desk.models import HelpDesk
from lms.access import ACADEMY, PUBLIC
from lms.admin.audit import audit
from lms.database import db, now

ONCE_IN = timedelta(days=1)  # how often one person or browser is counted for the same passage


def record_answer(*, user_id: int | None, guest: str | None, words: str, spot: Spot, at=None) -> None:
    """Somebody found their answer; of one passage it counts once a day. Either a person or a guest's session."""
    moment = at or now()
    same = (*_whose(user_id, guest), *is_at(spot))
    recent = select(Deflection.id).where(*same, Deflection.at > moment - ONCE_IN, Deflection.reversed_at.is_(None))
    if db.session.scalar(recent.limit(1)) is None:
        audience_id = PUBLIC if user_id is None else ACADEMY
        keep_deflection(spot, user_id=user_id, guest=guest, audience_id=audience_id, words=words, at=moment)


def ask_people(guest: str, words: str) -> None:
    """A guest goes on to people: what seemed to answer a question like it within a week did not."""
    moment = now()
    recent = (Deflection.guest == guest, Deflection.at > moment - STAYS, Deflection.at <= moment)
    reverse_among(select(Deflection).where(*recent, Deflection.reversed_at.is_(None)), words, moment)


def save_desk(*, cost_cents: int, contact: str, today: date, by) -> None:
    """Another cost holds from today; what was spared before keeps the one of then. The very first holds for all."""
    desk = db.session.get(HelpDesk, 1) or HelpDesk(id=1, cost_cents=0)
    if (desk.cost_cents or desk.costs) and desk.cost_cents != cost_cents:
        before = [since for since in desk.costs_since if since[0] != today.isoformat()]
        desk.costs = [*before, [today.isoformat(), cost_cents]]
    desk.cost_cents, desk.contact = cost_cents, contact
    db.session.add(desk)
    db.session.flush()
    audit("help desk saved", actor=by, object_kind="academy", object_id=1)


def _whose(user_id, guest):
    return (Deflection.user_id == user_id,) if user_id is not None else (Deflection.guest == guest,)
