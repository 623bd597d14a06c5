"""Bringing a calendar into a cohort: every entry arrives, is changed, or is refused, and the receipt says which and why."""

from flask_babel import gettext as _

from cohorts.calendar import queries
from cohorts.calendar.actions import make_event
from cohorts.calendar.arriving.reading import (
    Arrival,
    Refused,
    entries_of,
    is_exception,
    name_of,
    read_entry,
    read_exception,
    uid_of,
)
from cohorts.calendar.models import CalendarImport
from cohorts.calendar.scopes.queries import Scope
from cohorts.models import Cohort
from lms.database import db, now
from lms.interchange.receipts import Receipt

COUNTED = ("events", "dates")


def import_calendar(cohort: Cohort, data: bytes, *, source_name: str, by) -> CalendarImport:
    """Make events of a file. Raises Refused, and then nothing of it is kept."""
    entries = list(enumerate(entries_of(data), 1))
    receipt = Receipt(arrived=dict.fromkeys(COUNTED, 0))
    for arrival in _arrivals(cohort, entries, receipt):
        event = make_event(
            Scope.of(cohort), by=by, words=arrival.words, timezone=arrival.timezone, source_uid=arrival.uid, tell=False
        )
        days = {day.original_at: day for day in queries.dates_of(event)}
        _leave_out(days, arrival)
        receipt.count("events")
        receipt.count("dates", len(days))
        for why in arrival.changes:
            receipt.change(_("event"), arrival.where, why)
    row = CalendarImport(
        cohort_id=cohort.id,
        audience_id=cohort.audience_id,
        source_name=source_name[:200],
        started_by=by.id,
        receipt=receipt.as_json(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def _arrivals(cohort: Cohort, entries: list, receipt: Receipt) -> list[Arrival]:
    found: dict[str, Arrival] = {}
    known = queries.source_uids_of(cohort)
    # What changes one date of a series is read when the series is known, wherever it stands in the file.
    for number, entry in sorted(entries, key=lambda each: (is_exception(each[1]), each[0])):
        where, uid = name_of(entry, number), uid_of(entry)
        try:
            if is_exception(entry):
                if uid not in found:
                    raise Refused(_("It belongs to a series that is not among what arrives."))
                read_exception(entry, found[uid])
            elif uid in known or uid in found:
                raise Refused(_("It is here already."))
            else:
                found[uid] = read_entry(entry, number, cohort.zone)
        except Refused as refused:
            receipt.refuse(_("event") if entry.name == "VEVENT" else _("entry"), where, refused.reason)
    return list(found.values())


def _leave_out(days: dict, arrival: Arrival) -> None:
    for original_at in arrival.without:
        if day := days.get(original_at):
            day.cancelled_at = now()
    for original_at, (starts_at, ends_at) in arrival.moved:
        if day := days.get(original_at):
            day.starts_at, day.ends_at = starts_at, ends_at
    db.session.flush()
