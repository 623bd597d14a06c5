"""The clock of the ladder: every hour or office hours only, across weekends and the nights on which clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from discussions.answering.hours import Hours, counted, later
from discussions.answering.ladder import EXPERIENCE, LATE, MANAGER, PEERS, Ladder

AMSTERDAM = "Europe/Amsterdam"
WEEK = Hours(frozenset({1, 2, 3, 4, 5}), 9 * 60, 17 * 60, AMSTERDAM)

moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
lengths = st.timedeltas(timedelta(minutes=1), timedelta(hours=120))


@st.composite
def office_hours(draw):
    opens = draw(st.integers(0, 23 * 60))
    closes = draw(st.integers(opens + 30, 24 * 60))
    zone = draw(st.sampled_from([AMSTERDAM, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]))
    return Hours(frozenset(draw(st.sets(st.integers(1, 7), min_size=1))), opens, closes, zone)


def at(text: str) -> datetime:
    """A moment on the clocks of Amsterdam."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(AMSTERDAM)).astimezone(UTC)


@given(moments, lengths, office_hours())
def test_what_is_later_by_an_hour_counts_an_hour(start, length, hours):
    assert counted(start, later(start, length, hours), hours) == length


@given(moments, lengths, office_hours())
def test_time_ends_while_the_office_is_open(start, length, hours):
    there = later(start, length, hours).astimezone(ZoneInfo(hours.timezone)) - timedelta(microseconds=1)
    assert there.isoweekday() in hours.days
    # In a night on which the clock changes, an opening time that does not exist is the hour beside it.
    assume(there.utcoffset() == (there - timedelta(hours=30)).utcoffset())
    assert hours.opens <= there.hour * 60 + there.minute < hours.closes


@given(moments, lengths, lengths, office_hours())
def test_time_adds_up_and_never_runs_back(start, one, other, hours):
    middle = later(start, one, hours)
    end = later(middle, other, hours)
    assert start < middle < end
    assert end == later(start, one + other, hours)
    assert counted(start, middle, hours) + counted(middle, end, hours) == counted(start, end, hours)


@given(moments, lengths, office_hours())
def test_office_hours_are_never_quicker_than_every_hour(start, length, hours):
    assert later(start, length, hours) >= later(start, length, None) == start + length


@given(moments, st.lists(st.integers(1, 100), min_size=3, max_size=3, unique=True), st.none() | office_hours())
def test_a_question_climbs_one_rung_after_the_other(asked, steps, hours):
    ladder = Ladder(*sorted(steps), hours=hours)
    ends = ladder.ends(asked)
    assert asked < ends[0] < ends[1] < ends[2]
    second = timedelta(seconds=1)
    assert [ladder.rung_at(asked, end - second) for end in ends] == [PEERS, EXPERIENCE, MANAGER]
    assert [ladder.rung_at(asked, end) for end in ends] == [EXPERIENCE, MANAGER, LATE]


@pytest.mark.parametrize(
    ("asked", "hours", "until"),
    [
        ("2026-11-20T16:00", 4, "2026-11-23T12:00"),  # Friday afternoon: over the weekend
        ("2026-11-21T12:00", 4, "2026-11-23T13:00"),  # in the weekend: from Monday on
        ("2026-11-23T06:00", 8, "2026-11-23T17:00"),  # to the very end of a day, not the morning after
        ("2026-11-23T17:00", 1, "2026-11-24T10:00"),  # asked as the door closes
        ("2026-03-27T16:00", 2, "2026-03-30T10:00"),  # a weekend that lost an hour
        ("2026-10-23T16:00", 2, "2026-10-26T10:00"),  # a weekend that got one more
    ],
)
def test_office_hours_in_amsterdam(asked, hours, until):
    assert later(at(asked), timedelta(hours=hours), WEEK) == at(until)


def test_a_day_on_which_clocks_change_is_as_long_as_it_really_was():
    night = Hours(frozenset({7}), 0, 6 * 60, AMSTERDAM)
    for sunday, hours in (("2026-03-29", 5), ("2026-10-25", 7), ("2026-11-01", 6)):
        assert counted(at(f"{sunday}T00:00"), at(f"{sunday}T23:00"), night) == timedelta(hours=hours)


def test_who_never_closes_counts_every_hour_of_the_year():
    always = Hours(frozenset(range(1, 8)), 0, 24 * 60, AMSTERDAM)
    start, end = at("2026-01-01T00:00"), at("2027-01-01T00:00")
    assert counted(start, end, always) == end - start
