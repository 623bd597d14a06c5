"""Events as a calendar program of others shows them: khal reads our files and lists the same moments we hold."""

import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from cohorts.calendar import actions
from cohorts.calendar.queries import dates_of
from lms.database import db
from tests.cohorts.test_event_calendar import AMSTERDAM, clock, held, made_address, series
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.events import make_event

LINE = "{start-date-full}T{start-time-full}|{end-date-full}T{end-time-full}|{title}|{status}"
CONFIG = """
[calendars]
[[ours]]
path = {home}/ours
[sqlite]
path = {home}/khal.db
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_calendar = ours
"""


@pytest.fixture
def cohort(cast):
    cohort = make_cohort()
    make_member(cohort, cast.trainee, tell=False)
    return cohort


@pytest.fixture
def khal(tmp_path):
    """Reads a file as its owner would, on a clock of this zone; gives (start, end, title, status) of all it shows."""
    if not shutil.which("khal"):
        if os.environ.get("OUTSIDE_PROGRAMS") == "required":
            pytest.fail("khal is not installed, and here nothing may be left out")
        pytest.skip("no khal here")

    def read(response, first: str, last: str, zone: str = "UTC") -> list[tuple[str, ...]]:
        home = tmp_path / f"{zone.replace('/', '-')}-{len(list(tmp_path.iterdir()))}"
        (home / "ours").mkdir(parents=True)
        (home / "config").write_text(CONFIG.format(home=home, zone=zone))
        (home / "sent.ics").write_bytes(response.get_data())
        run(home, "import", "--batch", "-a", "ours", str(home / "sent.ics"))
        shown = run(home, "list", "--notstarted", "--day-format", "", "--format", LINE, first, last)
        # What lasts past midnight stands there on both days.
        return sorted({tuple(line.split("|")) for line in shown.splitlines() if "|" in line})

    return read


def run(home, *arguments: str) -> str:
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
    command = ["khal", "-c", str(home / "config"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def moments(shown) -> list[tuple[datetime, datetime]]:
    """What a clock in UTC shows."""
    return [tuple(datetime.fromisoformat(at).replace(tzinfo=UTC) for at in line[:2]) for line in shown]


def test_khal_shows_the_dates_we_hold_across_both_nights(cast, cohort, khal):
    first, rule = clock(2029, 10, 14, 19, 30), "FREQ=WEEKLY;UNTIL=20300415T215959Z"
    event = series(cohort, cast, "Europe/Amsterdam", first, rule)
    response = cast.trainee.get(f"/events/{event.id}/event.ics")
    found = moments(khal(response, "2029-10-01", "2030-05-01"))
    assert found == held(event)
    assert {datetime(2029, 10, 28, 18, 30, tzinfo=UTC), datetime(2030, 3, 31, 17, 30, tzinfo=UTC)} <= {
        start for start, _end in found
    }
    shown = khal(response, "2029-10-01", "2030-05-01", "Europe/Amsterdam")
    assert len(shown) == 27
    assert {(start[-5:], end[-5:]) for start, end, *_rest in shown} == {("19:30", "21:00")}


@pytest.mark.parametrize("night", [clock(2029, 10, 27, 23), clock(2030, 3, 30, 23)])
@pytest.mark.parametrize("days_before", [0, 1])
def test_khal_shows_what_lasts_through_a_night_of_the_clock(cast, cohort, khal, night, days_before):
    first = night - timedelta(days=days_before)
    start, end = (at.replace(tzinfo=AMSTERDAM).astimezone(UTC) for at in (first, first + timedelta(hours=8)))
    event = make_event(cohort, cast.facilitator, starts_at=start, ends_at=end, rrule="FREQ=DAILY;COUNT=3", tell=False)
    found = moments(khal(cast.trainee.get(f"/events/{event.id}/event.ics"), f"{first:%Y-%m-%d}", "10d"))
    assert found == held(event)
    hours = 9 if night.month == 10 else 7
    assert [(end - start).seconds // 3600 for start, end in found].count(hours) == 1


def test_khal_shows_moved_and_cancelled_dates_in_a_feed(cast, cohort, khal):
    event = series(cohort, cast, "Europe/Amsterdam", clock(2030, 3, 17, 19, 30), "FREQ=WEEKLY;COUNT=4", title="Ours")
    days, by = dates_of(event), cast.facilitator.user
    start = days[1].starts_at + timedelta(days=1)
    actions.move_date(event, days[1], starts_at=start, ends_at=start + timedelta(hours=1), by=by)
    actions.cancel_date(event, days[2], reason="The clock.", by=by)
    off = series(cohort, cast, "Europe/Amsterdam", clock(2030, 3, 20, 10), "", title="Off")
    actions.cancel_event(off, reason="The speaker is ill.", by=by)
    db.session.commit()
    shown = khal(cast.guest.get(made_address(cast.trainee)), "2030-03-01", "2030-05-01")
    assert moments(line for line in shown if line[2] == "Ours") == held(event)
    assert {line[2]: line[3].strip() for line in shown} == {"Ours": "CONFIRMED", "Off": "CANCELLED"}
