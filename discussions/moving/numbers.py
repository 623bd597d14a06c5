"""Other places for posts, and what each reader has read of them: plain sums, without a database."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Place:
    """A post as it stands in its topic at this moment."""

    id: int
    topic_id: int
    number: int
    written_at: datetime
    stands: bool


def merged(into: Sequence[Place], away: Sequence[Place], *, interleaved: bool) -> list[Place]:
    """The posts of two topics in their new order; the opening that stays opens the whole."""
    if not interleaved:
        return [*into, *away]
    rest = sorted([*into[1:], *away], key=lambda place: (place.written_at, place.topic_id, place.number))
    return [*into[:1], *rest]


def read_after_merge(places: Sequence[Place], read: dict[int, int]) -> int:
    """How far somebody is in the merged topic: to just before the first post that stands and that they have not read.

    `read` says how far they were in each of the two topics. Nothing they have not seen ever counts as read."""
    last = 0
    for number, place in enumerate(places, 1):
        if place.number <= read.get(place.topic_id, 0):
            last = number
        elif place.stands:
            return number - 1
    return last


def read_after_split(places: Iterable[Place], last_read: int) -> int:
    """How far somebody is among some of a topic's posts, which keep their order."""
    return bisect_right([place.number for place in places], last_read)
