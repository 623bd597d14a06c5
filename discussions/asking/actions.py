"""Every write about asking: an answer found before the question, and taking that back."""

from datetime import datetime, timedelta

from sqlalchemy import select

from discussions.asking.likeness import are_alike
from discussions.asking.models import Deflection
from lms.database import db, now
from lms.drafts.actions import forget_draft

STAYS = timedelta(days=7)  # who asks something alike within a week was not helped


def record_deflection(viewer, space, *, words: str, kind: str, object_id: int, draft_place: str) -> None:
    """Somebody found their answer: their draft ends, and it counts. Said twice of the same thing, it counts once."""
    same = (Deflection.user_id == viewer.id, Deflection.found_kind == kind, Deflection.found_id == object_id)
    recent = select(Deflection.words).where(*same, Deflection.at > now() - STAYS, Deflection.reversed_at.is_(None))
    if words not in set(db.session.scalars(recent)):
        db.session.add(
            Deflection(
                user_id=viewer.id,
                space_id=space.id,
                audience_id=space.audience_id,
                words=words,
                found_kind=kind,
                found_id=object_id,
            )
        )
    forget_draft(viewer, draft_place)


def reverse_deflections(author, title: str, moment: datetime) -> None:
    """A question like one that seemed answered was asked after all."""
    theirs = (Deflection.user_id == author.id, Deflection.reversed_at.is_(None))
    recent = select(Deflection).where(*theirs, Deflection.at > moment - STAYS, Deflection.at <= moment)
    reverse_among(recent, title, moment)


def reverse_among(recent, title: str, moment: datetime) -> None:
    """Take back those deflections the statement finds whose question was like this one."""
    for deflection in db.session.scalars(recent):
        if are_alike(deflection.words, title):
            deflection.reversed_at = moment
