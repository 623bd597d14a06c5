"""Every write about asking: an answer found before the question, and taking that back."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from discussions.asking.likeness import are_alike
from discussions.asking.models import Deflection, DeflectionAuthor
from discussions.asking.spots.choosing import Spot
from discussions.asking.spots.queries import authors_of
from lms.database import db, now
from lms.drafts.actions import forget_draft
from lms.markup import Block, find_anchor

LONGEST = 1_000  # letters of a passage that are kept
STAYS = timedelta(days=7)  # who asks something alike within a week was not helped


def record_deflection(viewer, space, *, words: str, spot: Spot, draft_place: str) -> None:
    """Somebody found their answer: their draft ends, and it counts. Said twice of the same thing, it counts once."""
    same = (Deflection.user_id == viewer.id, *is_at(spot))
    recent = select(Deflection.words).where(*same, Deflection.at > now() - STAYS, Deflection.reversed_at.is_(None))
    if words not in set(db.session.scalars(recent)):
        keep_deflection(spot, user_id=viewer.id, space_id=space.id, audience_id=space.audience_id, words=words)
    forget_draft(viewer, draft_place)


def is_at(spot: Spot) -> tuple:
    """As a filter: what was found in the same passage."""
    there = {"found_kind": spot.kind, "found_id": spot.id, "anchor_key": spot.key, "post_id": spot.post_id}
    return tuple(getattr(Deflection, name).is_not_distinct_from(value) for name, value in there.items())


def keep_deflection(spot: Spot, **about) -> None:
    """Keep what was found, in which passage, and whose words that are at this moment."""
    found = Deflection(
        found_kind=spot.kind,
        found_id=spot.id,
        anchor_key=spot.key,
        anchor_quote=spot.words[:LONGEST],
        anchor_language=spot.language,
        post_id=spot.post_id,
        text_audience_id=spot.audience_id,
        **about,
    )
    db.session.add(found)
    db.session.flush()
    authors = [
        DeflectionAuthor(deflection_id=found.id, user_id=person, quote_id=quote)
        for person, quote in authors_of(spot).items()
    ]
    db.session.add_all(authors)
    db.session.flush()


def reattach_found(blocks: list, **about) -> None:
    """A text changed: what was found in it stands where its passage stands now; its words stay as they were seen."""
    found = [Block(key, words) for key, words in blocks]
    theirs = [getattr(Deflection, name) == value for name, value in about.items()]
    keyed = (Deflection.anchor_key != "", Deflection.anchor_key.not_like("quote-%"))
    seen = select(Deflection.anchor_key, Deflection.anchor_quote, Deflection.anchor_lost).where(*theirs, *keyed)
    for key, quote, was_lost in db.session.execute(seen.distinct()).all():
        is_now = find_anchor(found, key, quote)
        if (is_now or key, is_now is None) != (key, was_lost):
            these = (*theirs, Deflection.anchor_key == key, Deflection.anchor_quote == quote)
            moved = update(Deflection).where(*these).values(anchor_key=is_now or key, anchor_lost=is_now is None)
            db.session.execute(moved.execution_options(synchronize_session=False))


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
