"""Every write about charters: keeping one, and telling its host when the day has come to look at it again."""

from datetime import date, timedelta

from discussions.charter import notices, queries
from discussions.charter.models import Charter
from lms.admin.audit import audit
from lms.database import db, now
from lms.jobs import every


class StaleCharter(Exception):
    """Somebody else changed it since the page was opened."""


def keep_charter(space, *, purpose: str, host_id: int | None, review_on: date | None, version: int, by) -> None:
    """What everybody reads above the conversations. `version` is that of the charter they saw, 0 for none."""
    charter = queries.find_charter(space.id, lock=True)
    if (charter.version if charter else 0) != version:
        raise StaleCharter
    if charter is None:
        charter = Charter(space_id=space.id)
        db.session.add(charter)
    if review_on != charter.review_on:
        charter.told_on = None
    charter.purpose, charter.host_id, charter.review_on, charter.version = purpose, host_id, review_on, version + 1
    db.session.flush()
    notices.forget(charter)
    told = {"version": charter.version, "host": host_id, "review_on": review_on.isoformat() if review_on else ""}
    audit("charter kept", actor=by, object_kind="space", object_id=space.id, audience_id=space.audience_id, **told)


@every(timedelta(hours=6))
def ask_for_reviews() -> None:
    """Once for each review date."""
    for charter, space in queries.charters_to_review(now().date()):
        charter.told_on = charter.review_on
        notices.ask_for_review(charter, space, queries.who_reviews(charter, space))
    db.session.flush()
