"""Every write about drafts: keeping what is being typed, and forgetting what was sent."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import case, delete, select

from lms.database import db, insert, now
from lms.drafts.models import Draft
from lms.drafts.queries import IS_WRITTEN, find_draft
from lms.jobs import every
from lms.writing import write

BROWSERS_COUNT_FROM = datetime(2024, 1, 1, tzinfo=UTC)  # a draft's sequence is at least the seconds since then
MARGIN = 2
LATE = timedelta(days=1)  # no copy of what was sent is on its way longer than that


def keep_draft(viewer, place: str, *, title: str, body: str, sequence: int, rest: dict | None = None) -> bool:
    """Keep what is typed at a place; False when something later was kept already."""
    values = {"title": title, "body": body, "rest": rest or {}, "sequence": sequence, "saved_at": now()}
    row = insert(Draft).values(user_id=viewer.id, place=place, **values)
    kept = row.on_conflict_do_update(
        index_elements=["user_id", "place"], set_=values, where=Draft.sequence < row.excluded.sequence
    )
    return db.session.scalar(kept.returning(Draft.user_id)) is not None


def keep_what_was_sent(viewer, place: str, *, body: str, rest: dict) -> None:
    """Words that are not taken any more stay as the draft of their place."""
    draft = find_draft(viewer, place)
    keep_draft(viewer, place, title="", body=body, rest=rest, sequence=draft.sequence + 1 if draft else 1)


def forget_draft(author, place: str) -> None:
    """What was sent is no draft any more, and no copy of it that is still on its way becomes one."""
    moment = now()
    sequence = int((moment - BROWSERS_COUNT_FROM).total_seconds()) + MARGIN
    write(_emptied, user_id=author.id, place=place, title="", body="", rest={}, sequence=sequence, saved_at=moment)


@every(timedelta(days=1))
def sweep_sent() -> None:
    """The rows that only keep late copies away have done their work."""
    db.session.execute(delete(Draft).where(~IS_WRITTEN, Draft.saved_at < now() - LATE))


def carry_drafts(place: str, to: str) -> None:
    """What people were typing at a place that is gone is kept at another, below what they typed there."""
    for draft in db.session.scalars(select(Draft).where(Draft.place == place)).all():
        there = db.session.get(Draft, (draft.user_id, to))
        if there is None:
            there = Draft(user_id=draft.user_id, place=to, title=draft.title, body="", sequence=draft.sequence)
            db.session.add(there)
        there.body = "\n\n".join(filter(None, (there.body, draft.body)))
        there.sequence, there.saved_at = max(there.sequence, draft.sequence), draft.saved_at
        db.session.delete(draft)
    db.session.flush()


def _emptied(insert):
    row = insert(Draft.__table__)
    emptied = {name: row.excluded[name] for name in ("title", "body", "rest", "saved_at")}
    later = case((Draft.sequence >= row.excluded.sequence, Draft.sequence + 1), else_=row.excluded.sequence)
    return row.on_conflict_do_update(index_elements=["user_id", "place"], set_=emptied | {"sequence": later})
