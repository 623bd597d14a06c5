"""Calendars of other programs: every entry arrives, is changed or is refused, and the receipt says which and why."""

import io
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from cohorts.calendar.arriving.actions import import_calendar
from cohorts.calendar.arriving.reading import Refused, entries_of
from cohorts.calendar.arriving.repeating import readable_rule
from cohorts.calendar.models import CalendarImport, Event
from cohorts.calendar.queries import dates_of
from cohorts.calendar.recurrence import spans
from lms.database import db
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "ical"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def cohort(cast):
    cohort = make_cohort()
    make_member(cohort, cast.trainee, tell=False)
    return cohort


def calendar(*entries: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for entry in entries:
        lines += ["BEGIN:VEVENT", *(line.strip() for line in entry.strip().splitlines()), "END:VEVENT"]
    return ("\r\n".join([*lines, "END:VCALENDAR"]) + "\r\n").encode()


def bring(cohort, cast, data: bytes) -> dict:
    return import_calendar(cohort, data, source_name="theirs.ics", by=cast.facilitator.user).receipt


def events() -> list[Event]:
    return list(db.session.scalars(db.select(Event).order_by(Event.id)))


def test_a_calendar_is_sent_and_its_receipt_shown(cast, cohort):
    data = calendar(
        """UID:1
        SUMMARY:Evening one
        DTSTART;TZID=Europe/Amsterdam:20300304T193000
        DTEND;TZID=Europe/Amsterdam:20300304T213000
        LOCATION:Room 2""",
        """UID:2
        SUMMARY:No beginning""",
    )
    sent = {"file": (io.BytesIO(data), "theirs.ics")}
    response = cast.facilitator.post(f"/cohorts/{cohort.id}/events/import", sent)
    assert response.status_code == 303
    page = text_of(cast.facilitator.get(response.location))
    assert "Events 1" in page
    assert "It does not say when it begins." in page
    assert "No beginning" in page
    row = db.session.scalars(db.select(CalendarImport)).one()
    assert cast.facilitator.get(f"/calendar-imports/{row.id}/receipt.json").json == row.receipt
    assert cast.trainee.get(response.location).status_code == 403
    assert cast.outsider.get(response.location).status_code == 404
    (event,) = events()
    assert (event.title, event.place, event.timezone) == ("Evening one", "Room 2", "Europe/Amsterdam")
    assert "Evening one" in text_of(cast.trainee.get(f"/cohorts/{cohort.id}/events"))


@pytest.mark.parametrize("wrong", [b"", b"heron", b"\x00\xff\xfe", b"BEGIN:VEVENT\nEND:VCALENDAR", b"x" * 2_100_000])
def test_what_is_no_calendar_is_refused_whole(cast, cohort, wrong):
    sent = {"file": (io.BytesIO(wrong), "theirs.ics")}
    response = cast.facilitator.post(f"/cohorts/{cohort.id}/events/import", sent)
    assert response.status_code == 422
    assert "Nothing of it was kept." in text_of(response)
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/events/import", {}).status_code == 422
    assert events() == []


def test_what_came_in_before_is_not_taken_twice(cast, cohort):
    data = calendar("UID:1\nSUMMARY:One\nDTSTART:20300304T193000Z", "UID:1\nSUMMARY:Again\nDTSTART:20300305T193000Z")
    first, second = bring(cohort, cast, data), bring(cohort, cast, data)
    assert first["arrived"]["events"] == 1
    assert [entry["why"] for entry in first["refused"]] == ["It is here already."]
    assert second["arrived"]["events"] == 0
    assert len(second["refused"]) == 1 or len(second["refused"]) == 2
    assert len(events()) == 1


def test_a_series_arrives_with_its_exceptions(cast, cohort):
    data = calendar(
        """UID:1
        SUMMARY:Weekly
        DTSTART;TZID=Europe/Amsterdam:20300317T193000
        DURATION:PT90M
        RRULE:FREQ=WEEKLY;COUNT=4
        EXDATE;TZID=Europe/Amsterdam:20300324T193000""",
        """UID:1
        RECURRENCE-ID;TZID=Europe/Amsterdam:20300331T193000
        DTSTART;TZID=Europe/Amsterdam:20300401T180000
        DTEND;TZID=Europe/Amsterdam:20300401T190000""",
        """UID:1
        RECURRENCE-ID;TZID=Europe/Amsterdam:20300407T193000
        DTSTART;TZID=Europe/Amsterdam:20300407T193000
        STATUS:CANCELLED""",
        """UID:9
        RECURRENCE-ID;TZID=Europe/Amsterdam:20300407T193000
        DTSTART;TZID=Europe/Amsterdam:20300407T193000
        SUMMARY:Of nothing""",
    )
    receipt = bring(cohort, cast, data)
    (event,) = events()
    days = dates_of(event)
    assert [bool(day.cancelled_at) for day in days] == [False, True, False, True]
    assert days[0].starts_at == datetime(2030, 3, 17, 18, 30, tzinfo=UTC)
    assert days[2].starts_at == datetime(2030, 4, 1, 16, tzinfo=UTC)
    assert [entry["where"] for entry in receipt["refused"]] == ["Of nothing"]


@pytest.mark.parametrize(
    ("lines", "starts_at", "why"),
    [
        ("DTSTART:20300304T193000", datetime(2030, 3, 4, 18, 30, tzinfo=UTC), "It names no time zone"),
        ("DTSTART;TZID=Mars/Crater:20300304T193000", datetime(2030, 3, 4, 18, 30, tzinfo=UTC), "“Mars/Crater”"),
        ("DTSTART;VALUE=DATE:20300304", datetime(2030, 3, 3, 23, tzinfo=UTC), ""),
        ("DTSTART:20300304T193000Z", datetime(2030, 3, 4, 19, 30, tzinfo=UTC), "it takes an hour now"),
        ("DTSTART:20300304T193000Z\nDTEND:20300304T203000Z\nATTENDEE:mailto:a@b.example", None, "Not taken over: people."),
        ("DTSTART:20300304T193000Z\nDTEND:20300304T203000Z\nRRULE:FREQ=WEEKLY", None, "without an end"),
        ("DTSTART:20300304T193000Z\nDTEND:20300304T203000Z\nRRULE:FREQ=DAILY;COUNT=900", None, "more than 200 dates"),
        ("DTSTART:20300304T193000Z\nDTEND:20300304T203000Z\nRRULE:FREQ=SECONDLY", None, "cannot be followed"),
        ("DTSTART:20300304T193000Z\nDTEND:20300304T203000Z\nRRULE:FREQ=DAILY;COUNT=3;BYDAY=MO, TU", None, "spaces"),
    ],
)  # fmt: skip
def test_what_had_to_be_changed_is_said(cast, cohort, lines, starts_at, why):
    receipt = bring(cohort, cast, calendar(f"UID:1\nSUMMARY:Odd\n{lines}"))
    (event,) = events()
    if starts_at:
        assert event.starts_at == starts_at
    assert why in " ".join(entry["why"] for entry in receipt["changed"])


@pytest.mark.parametrize(
    "lines",
    [
        "DTSTART:INVALID",
        "DTSTART:20300304T193000Z\nDTEND:20300303T193000Z",
        "DTSTART:20300304T193000Z\nDTEND:20310304T193000Z",
        "DTSTART:20300304T193000Z\nSTATUS:CANCELLED",
        "DTSTART;TZID=Europe/Amsterdam:00010101T000000",
        "DTSTART;VALUE=DATE:99991231\nDURATION:P20D",
    ],
)
def test_what_cannot_arrive_says_why(cast, cohort, lines):
    receipt = bring(cohort, cast, calendar(f"UID:1\nSUMMARY:Odd\n{lines}"))
    assert events() == []
    assert [(entry["where"], bool(entry["why"])) for entry in receipt["refused"]] == [("Odd", True)]


def test_tasks_and_notes_are_refused_by_name(cast, cohort):
    data = b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:Buy ink\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
    assert [entry["where"] for entry in bring(cohort, cast, data)["refused"]] == ["Buy ink"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=9", "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;UNTIL=99991231T235959Z", "FREQ=WEEKLY;COUNT=0", "FREQ=WEEKLY;COUNT=-3", "FREQ=HERON", "heron", "FREQ=",
        "FREQ=WEEKLY;UNTIL=20200101", "FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8;BYMINUTE=1,2,3,4,5,6", "FREQ=MONTHLY;BYSETPOS=400",
    ],
)  # fmt: skip
def test_no_rule_takes_long_or_breaks_anything(app, rule):
    start = datetime(2030, 3, 4, 19, 30, tzinfo=UTC)
    with app.test_request_context():
        found, _changes = readable_rule(rule, start, AMSTERDAM)
    assert len(spans(start, start, AMSTERDAM, found)) <= 200


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus lies elsewhere")
def test_calendars_nobody_here_wrote_arrive_or_say_why_not(cast, cohort):
    arrived = {}
    for path in sorted(CORPUS.glob("*.ics")):
        data = path.read_bytes()
        try:
            receipt = bring(cohort, cast, data)
        except Refused:
            arrived[path.name] = None
            continue
        numbers = [entry for each in Calendar.from_ical(data, multiple=True) for entry in each.walk("VEVENT")]
        exceptions = sum("RECURRENCE-ID" in entry for entry in numbers)
        assert len(entries_of(data)) >= len(numbers)
        refused = [entry for entry in receipt["refused"] if entry["what"] == "event"]
        # Two that are refused for one reason under one name stand there once.
        assert receipt["arrived"]["events"] + len(refused) + exceptions >= min(1, len(numbers)), path.name
        arrived[path.name] = receipt["arrived"]["events"]
    assert arrived["multi-en.ics"] == 62
    assert arrived["example.ics"] == 3
    assert arrived["issue_1081_event_with_rrule.ics"] == 1
    assert arrived["broken_dtstart.ics"] == 0 or arrived["broken_dtstart.ics"] == 1
    assert arrived["small_bad_calendar.ics"] is None
    new_year = db.session.scalars(db.select(Event).where(Event.title == "New Year's Day")).one()
    assert new_year.starts_at.astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M") == "2022-01-01 00:00"
