"""The audit log: append-only, each entry sealed with a hash over itself and the one before."""

import hashlib
import json

from flask import g, has_request_context
from sqlalchemy import select, text

from lms.admin.models import AuditEntry
from lms.database import db, now

FIRST = "0" * 64


def audit(
    action: str, *, actor=None, object_kind: str = "", object_id: int | None = None, audience_id: int | None = None,
    result: str = "done", acting_as: str = "", **details,
) -> AuditEntry:  # fmt: skip
    """Write down that somebody did something. Details name things by id or fixed words, never by their content."""
    if db.engine.dialect.name == "postgresql":
        # One writer at a time, or two entries would claim the same predecessor.
        db.session.execute(text("SELECT pg_advisory_xact_lock(727001)"))
    previous = db.session.scalar(select(AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)) or FIRST
    entry = AuditEntry(
        at=now(),
        actor_id=actor.id if actor else None,
        acting_as=acting_as,
        action=action,
        object_kind=object_kind,
        object_id=object_id,
        audience_id=audience_id,
        result=result,
        request_id=g.get("request_id", "") if has_request_context() else "",
        details=details,
        previous_hash=previous,
    )
    entry.hash = seal(entry)
    db.session.add(entry)
    db.session.flush()
    return entry


def seal(entry: AuditEntry) -> str:
    """SHA-256 over the entry's words and the former seal."""
    words = [
        entry.previous_hash, entry.at.isoformat(), entry.actor_id, entry.acting_as, entry.action, entry.object_kind,
        entry.object_id, entry.audience_id, entry.result, entry.request_id, entry.details,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def first_broken_entry() -> int | None:
    """The id of the first entry that was changed or whose predecessor is gone; None when the log is whole."""
    previous, last = FIRST, 0
    # Page by page: a page that only reads has no transaction on PostgreSQL, and so no cursor to go on with.
    while entries := db.session.scalars(_entries_after(last)).all():
        for entry in entries:
            if entry.previous_hash != previous or entry.hash != seal(entry):
                return entry.id
            previous, last = entry.hash, entry.id
    return None


def _entries_after(last: int):
    return select(AuditEntry).where(AuditEntry.id > last).order_by(AuditEntry.id).limit(500)
