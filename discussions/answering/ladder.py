"""The ladder of a waiting question: first its peers, then people who know, then somebody with a name; and its clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from discussions.answering.hours import Hours, counted, later

PEERS, EXPERIENCE, MANAGER, LATE = range(4)  # the rungs; on the last one everybody who leads is told
LONGEST = 720  # hours a rung can last


@dataclass(frozen=True, slots=True)
class Ladder:
    """Hours since a question was asked at which it leaves a rung; they count in `hours` where there are such."""

    peers: int = 4
    experience: int = 24
    manager: int = 48
    hours: Hours | None = None

    def ends(self, asked_at: datetime) -> list[datetime]:
        """When a question asked then leaves each rung but the last."""
        return [later(asked_at, timedelta(hours=n), self.hours) for n in (self.peers, self.experience, self.manager)]

    def rung_at(self, asked_at: datetime, moment: datetime) -> int:
        """The rung a question belongs on by the clock alone."""
        return sum(end <= moment for end in self.ends(asked_at))

    def percent(self, asked_at: datetime, moment: datetime, rung: int) -> int:
        """How full the ring of the clock is: the time of this rung that has passed."""
        limit = timedelta(hours=(self.peers, self.experience, self.manager)[min(rung, MANAGER)])
        return max(4, min(100, round(100 * (counted(asked_at, moment, self.hours) / limit))))


DEFAULT = Ladder()
DEFAULT_STEPS = (DEFAULT.peers, DEFAULT.experience, DEFAULT.manager)


def ladder_of(row) -> Ladder:
    """The ladder of a row that was read with `statements.CLOCK`."""
    return _read(row.ladder, row.office)


@lru_cache(1024)
def _read(ladder: str | None, office: str | None) -> Ladder:
    *steps, in_office_hours = map(int, ladder.split(",")) if ladder else (*DEFAULT_STEPS, True)
    return Ladder(*steps, hours=_hours(office) if office and in_office_hours else None)


def _hours(office: str) -> Hours:
    days, opens, closes, timezone = office.split(",")
    return Hours(frozenset(map(int, days)), int(opens), int(closes), timezone)
