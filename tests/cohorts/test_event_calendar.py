"""Events as other calendars read them: the same moments across both nights of the clock, and what changes is heard."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from cohorts.calendar import actions
from cohorts.calendar.models import Event
from cohorts.calendar.queries import dates_of
from cohorts.calendar.recurrence import repeats_of, rule_of, spans
from cohorts.membership.actions import remove_member
from lms.database import db, now
from lms.people.accounts.actions import deactivate_user
from tests.cast import text_of
from tests.factories.coffee import make_coffee
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.events import make_event
from tests.statements import counted_statements


def clock(*parts: int) -> datetime:
    """What a clock shows, wherever it hangs."""
    return datetime(*parts)  # noqa: DTZ001


AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ZONES = ("Europe/Amsterdam", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")


@pytest.fixture
def cohort(cast):
    cohort = make_cohort()
    make_member(cohort, cast.trainee, tell=False)
    return cohort


def series(cohort, cast, zone: str, first: datetime, rule: str, **changes) -> Event:
    """`first` is the hour on the clock of the zone."""
    starts_at = first.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    ends_at = (first + timedelta(minutes=90)).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return make_event(
        cohort, cast.facilitator, starts_at=starts_at, ends_at=ends_at, rrule=rule, timezone=zone, tell=False, **changes
    )


def read_back(response) -> list[tuple[datetime, datetime]]:
    """Every date a calendar program finds in a file, in UTC: rule, exceptions and moved dates."""
    calendar = Calendar.from_ical(response.get_data())
    assert {entry["UID"] for entry in calendar.walk("VEVENT")}
    found = {}
    for entry in calendar.walk("VEVENT"):
        start, length = entry["DTSTART"].dt, entry["DTEND"].dt - entry["DTSTART"].dt
        if "RECURRENCE-ID" in entry:
            found[entry["RECURRENCE-ID"].dt.astimezone(UTC)] = (
                start.astimezone(UTC),
                entry["DTEND"].dt.astimezone(UTC),
            )
            continue
        rule = entry.get("RRULE")
        starts = list(rrulestr(rule.to_ical().decode(), dtstart=start)) if rule else [start]
        for each in starts:
            end = (each.replace(tzinfo=None) + length).replace(tzinfo=each.tzinfo)
            found[each.astimezone(UTC)] = (each.astimezone(UTC), end.astimezone(UTC))
        exceptions = entry.get("EXDATE", [])
        for every in exceptions if isinstance(exceptions, list) else [exceptions]:
            for each in every.dts:
                del found[each.dt.astimezone(UTC)]
    return sorted(found.values())


def held(event: Event) -> list[tuple[datetime, datetime]]:
    return sorted((day.starts_at, day.ends_at) for day in dates_of(event) if not day.cancelled_at)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("first", [clock(2026, 3, 1, 19, 30), clock(2026, 9, 27, 2, 15), clock(2026, 2, 22, 2, 30)])
@pytest.mark.parametrize(
    "rule", ["FREQ=WEEKLY;UNTIL=20261130T235959Z", "FREQ=MONTHLY;BYDAY=1SU;UNTIL=20270430T215959Z"]
)
def test_a_calendar_finds_the_dates_we_hold_across_both_nights(cast, cohort, zone, first, rule):
    event = series(cohort, cast, zone, first, rule)
    response = cast.trainee.get(f"/events/{event.id}/event.ics")
    assert response.mimetype == "text/calendar"
    assert read_back(response) == held(event)
    for day in dates_of(event):
        # 02:15 and 02:30 are not there on some nights; RFC 5545 then counts on with the offset before.
        shown = day.starts_at.astimezone(ZoneInfo(zone))
        wanted = shown.replace(hour=first.hour, minute=first.minute, fold=0)
        assert day.starts_at == wanted.astimezone(UTC)


def test_weekly_evenings_keep_their_hour_in_summer_and_winter(cast, cohort):
    first = clock(2026, 3, 22, 19, 30)
    event = series(cohort, cast, "Europe/Amsterdam", first, "FREQ=WEEKLY;COUNT=2")
    assert [day.starts_at for day in dates_of(event)] == [
        datetime(2026, 3, 22, 18, 30, tzinfo=UTC),
        datetime(2026, 3, 29, 17, 30, tzinfo=UTC),
    ]
    again = series(cohort, cast, "Europe/Amsterdam", clock(2026, 10, 18, 19, 30), "FREQ=WEEKLY;COUNT=2")
    assert [day.starts_at.hour for day in dates_of(again)] == [17, 18]


def test_the_file_describes_its_zone_as_zoneinfo_knows_it(cast, cohort):
    event = series(cohort, cast, "Europe/Amsterdam", clock(2026, 3, 1, 19, 30), "FREQ=WEEKLY;COUNT=40")
    calendar = Calendar.from_ical(cast.trainee.get(f"/events/{event.id}/event.ics").get_data())
    (described,) = calendar.walk("VTIMEZONE")
    zone = described.to_tz(lookup_tzid=False)
    for day in dates_of(event):
        shown = day.starts_at.astimezone(AMSTERDAM).replace(tzinfo=None)
        assert shown.replace(tzinfo=zone).utcoffset() == shown.replace(tzinfo=AMSTERDAM).utcoffset()
    moment = clock(2026, 3, 29)
    for hours in (*range(0, 2), *range(3, 24)):
        shown = moment + timedelta(hours=hours)
        assert shown.replace(tzinfo=zone).utcoffset() == shown.replace(tzinfo=AMSTERDAM).utcoffset(), shown


def test_moved_and_cancelled_dates_arrive_as_such(cast, cohort):
    event = series(cohort, cast, "Europe/Amsterdam", clock(2030, 3, 24, 19, 30), "FREQ=WEEKLY;COUNT=4")
    days, by = dates_of(event), cast.facilitator.user
    start = days[1].starts_at + timedelta(days=1)
    actions.move_date(event, days[1], starts_at=start, ends_at=start + timedelta(hours=1), by=by)
    actions.cancel_date(event, days[2], reason="Easter.", by=by)
    db.session.commit()
    response = cast.trainee.get(f"/events/{event.id}/event.ics")
    assert read_back(response) == held(event)
    assert len(held(event)) == 3
    entries = Calendar.from_ical(response.get_data()).walk("VEVENT")
    assert {entry["SEQUENCE"] for entry in entries} == {2}


def test_dates_that_were_held_stay_when_the_rest_of_the_series_moves(cast, cohort):
    event = make_event(cohort, cast.facilitator, days=-10, rrule="FREQ=WEEKLY;COUNT=4")
    words = {name: getattr(event, name) for name in actions.WORDS}
    later = {"starts_at": event.starts_at + timedelta(hours=1), "ends_at": event.ends_at + timedelta(hours=2)}
    actions.change_event(event, words=words | later, by=cast.facilitator.user)
    db.session.commit()
    assert read_back(cast.trainee.get(f"/events/{event.id}/event.ics")) == held(event)


def test_a_cancelled_event_says_so_to_programs(cast, cohort):
    event = make_event(cohort, cast.facilitator)
    before = Calendar.from_ical(cast.trainee.get(f"/events/{event.id}/event.ics").get_data())
    actions.cancel_event(event, reason="The speaker is ill.", by=cast.facilitator.user)
    db.session.commit()
    after = Calendar.from_ical(cast.trainee.get(f"/events/{event.id}/event.ics").get_data())
    assert (before["METHOD"], after["METHOD"]) == ("PUBLISH", "CANCEL")
    (old,), (new,) = before.walk("VEVENT"), after.walk("VEVENT")
    assert old["UID"] == new["UID"]
    assert new["SEQUENCE"] > old["SEQUENCE"]
    assert (old["STATUS"], new["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert "The speaker is ill." in new["DESCRIPTION"]


def test_a_whole_day_is_a_day_and_no_hour(cast, cohort):
    start = datetime(2030, 6, 12, tzinfo=AMSTERDAM).astimezone(UTC)
    rule = "FREQ=WEEKLY;UNTIL=20300630T215959Z"
    event = make_event(
        cohort, cast.facilitator, starts_at=start, ends_at=start + timedelta(days=1), is_all_day=True, rrule=rule
    )
    (entry,) = Calendar.from_ical(cast.trainee.get(f"/events/{event.id}/event.ics").get_data()).walk("VEVENT")
    assert entry["DTSTART"].dt == date(2030, 6, 12)
    assert entry["DTEND"].dt == date(2030, 6, 13)
    assert entry["RRULE"]["UNTIL"] == [date(2030, 6, 30)]


zones = st.sampled_from(ZONES).map(ZoneInfo)
moments = st.datetimes(clock(2025, 1, 1), clock(2035, 1, 1))


@given(
    zone=zones, first=moments, repeats=st.sampled_from(["weekly", "fortnightly", "monthly"]), days=st.integers(0, 300)
)
def test_a_series_keeps_its_hour_its_weekday_and_its_end(zone, first, repeats, days):
    starts_at = first.replace(second=0, microsecond=0, tzinfo=zone).astimezone(UTC)
    until = (starts_at.astimezone(zone) + timedelta(days=days)).date()
    rule = rule_of(repeats, starts_at, zone, until)
    found = [start.astimezone(zone) for start, _end in spans(starts_at, starts_at + timedelta(hours=1), zone, rule)]
    assert found[0].astimezone(UTC) == starts_at
    assert all(at.date() <= until and at.weekday() == found[0].weekday() for at in found)
    assert repeats_of(rule)[0] == repeats
    step = {"weekly": 7, "fortnightly": 14, "monthly": 35}[repeats]
    assert (until - found[-1].date()).days < step


def test_what_is_far_ahead_stands_on_the_next_page(cast, cohort):
    make_event(cohort, cast.facilitator, title="Every week", rrule="FREQ=WEEKLY;COUNT=60", tell=False)
    make_event(cohort, cast.trainee, title="Only proposed", state="proposed", tell=False)
    coffee = make_coffee(cast.trainee, cast.alumna)
    coffee.state, coffee.starts_at = "agreed", now() + timedelta(days=352)  # between the two pages
    db.session.commit()
    for address in (f"/cohorts/{cohort.id}/events", "/calendar"):
        first = cast.trainee.get(address)
        later = re.search(r'href="([^"]*after=\d+)" rel="next"', first.text)[1]
        second = cast.trainee.get(later)
        assert [page.text.count("Every week</a>") for page in (first, second)] == [50, 10]
        assert f'href="{address}" rel="prev"' in second.text
        assert 'rel="next"' not in second.text
        assert ["/coffees/" in page.text for page in (first, second)] == [address == "/calendar", False]
        assert "Only proposed" not in second.text


def test_a_feed_holds_what_ones_cohorts_meet_for(app, cast, cohort):
    event = make_event(
        cohort, cast.facilitator, title="Ours", rrule="FREQ=WEEKLY;COUNT=3", link="https://meet.example/x"
    )
    make_event(cohort, cast.trainee, title="Only proposed", state="proposed")
    elsewhere = make_cohort(name="Elsewhere", ends_in=3)
    make_event(elsewhere, cast.facilitator, title="Theirs")
    cast.trainee.post(f"/dates/{dates_of(event)[1].id}/answer", {"answer": "no", "guests": "0"})
    address = made_address(cast.trainee)
    feed = cast.guest.get(address)
    assert feed.status_code == 200
    assert "Ours" in feed.text
    for hidden in ("Theirs", "Only proposed", "meet.example"):
        assert hidden not in feed.text
    days = held(event)
    assert read_back(feed) == [days[0], days[2]]
    assert [each["X-WR-CALNAME"] for each in [Calendar.from_ical(feed.get_data())]] == ["Meetings of my cohorts"]


def made_address(person) -> str:
    assert person.post("/calendar/address").status_code == 303
    page = person.get("/calendar/address").text
    return "/calendar/feeds/" + page.split("/calendar/feeds/")[1].split('"')[0]


def test_an_address_is_shown_once_replaced_and_closed(cast, cohort):
    make_event(cohort, cast.facilitator)
    first = made_address(cast.trainee)
    assert first.rpartition("/")[2][:20] not in cast.trainee.get("/calendar/address").text
    second = made_address(cast.trainee)
    assert cast.guest.get(first).status_code == 404
    assert cast.guest.get(second).status_code == 200
    assert "You made the address" in text_of(cast.trainee.get("/calendar/address"))
    cast.trainee.post("/calendar/address/revocation")
    assert cast.guest.get(second).status_code == 404
    assert cast.guest.get("/calendar/feeds/heron.ics").status_code == 404


def test_an_address_shows_no_more_than_its_person_sees(cast, cohort):
    make_event(cohort, cast.facilitator, title="Ours")
    address = made_address(cast.trainee)
    assert "Ours" in cast.guest.get(address).text
    remove_member(make_member(cohort, cast.trainee))
    db.session.commit()
    assert "Ours" not in cast.guest.get(address).text
    deactivate_user(cast.trainee.user)
    db.session.commit()
    assert cast.guest.get(address).status_code == 404


def test_who_invites_is_the_host_at_an_address_of_the_academy(cast, cohort):
    cast.facilitator.user.name = 'Ada "de" Vries; Jansen, MSc'
    event = series(cohort, cast, "Europe/Amsterdam", clock(2030, 3, 17, 19, 30), "FREQ=WEEKLY;COUNT=3")
    day = dates_of(event)[1]
    later = day.starts_at + timedelta(days=1)
    actions.move_date(event, day, starts_at=later, ends_at=later + timedelta(hours=1), by=cast.facilitator.user)
    db.session.commit()
    for address in (f"/events/{event.id}/event.ics", made_address(cast.trainee)):
        response = cast.trainee.get(address)
        entries = list(Calendar.from_ical(response.get_data()).walk("VEVENT"))
        assert len(entries) == 2
        for entry in entries:
            assert entry["ORGANIZER"] == "mailto:noreply@localhost"
            assert entry["ORGANIZER"].params["CN"].startswith("Ada ")
            assert "ATTENDEE" not in entry
        assert cast.facilitator.user.email not in response.text


def test_a_proposal_that_was_withdrawn_was_never_an_event(cast, cohort):
    """Nobody planned it, so no calendar or list has a cancelled event; its own page says why."""
    event = make_event(cohort, cast.trainee, state="proposed", kind="meetup", title="Stargazing", tell=False)
    actions.cancel_event(event, reason="Clouds.", by=cast.trainee.user)
    db.session.commit()
    assert event.state == "withdrawn"
    month = f"{event.starts_at.astimezone(AMSTERDAM):%Y-%m}"
    for address in (
        made_address(cast.trainee), "/calendar", f"/calendar?month={month}", f"/cohorts/{cohort.id}/events",
        f"/cohorts/{cohort.id}/events?month={month}",
    ):  # fmt: skip
        assert "Stargazing" not in cast.trainee.get(address).text, address
    page = text_of(cast.facilitator.get(f"/events/{event.id}"))
    assert "Clouds." in page
    assert "Plan it now" not in page
    for act in ("edit", "planning", "cancellation"):
        assert cast.facilitator.post(f"/events/{event.id}/{act}", {"reason": "Rain."}).status_code == 403
    assert cast.facilitator.post(f"/events/{event.id}/second").status_code == 403
    file = Calendar.from_ical(cast.trainee.get(f"/events/{event.id}/event.ics").get_data())
    assert file["METHOD"] == "CANCEL"


def test_a_feed_of_many_events_costs_as_much_as_one_of_few(cast, cohort):
    address, counts = made_address(cast.trainee), []
    for number in (2, 12):
        for _each in range(number):
            make_event(cohort, cast.facilitator, tell=False)
        db.session.commit()
        cast.guest.get(address)
        with counted_statements() as count:
            cast.guest.get(address)
        counts.append(count())
    assert counts[0] == counts[1]
