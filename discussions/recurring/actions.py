"""The write about recurring questions: saying that a place is seen to."""

from discussions.recurring.models import SeenPlace
from lms.admin.audit import audit
from lms.database import now
from lms.writing import write


def see_to(place: str, *, by) -> None:
    """The place leaves the list, until enough people ask about it again."""
    write(_seen, place=place, seen_at=now(), seen_by=by.id)
    audit("recurring question seen to", actor=by, place=place)


def _seen(insert):
    row = insert(SeenPlace.__table__)
    later = {name: row.excluded[name] for name in ("seen_at", "seen_by")}
    return row.on_conflict_do_update(index_elements=["place"], set_=later)
