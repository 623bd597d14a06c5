"""What a figure is: words, a unit, and one function that counts it over a span; and the one place that keeps small groups unshown."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from discussions.answering.queue.figures import FEWEST
from discussions.insights.periods import Period

SHARE, TIME, NUMBER = "share", "time", "number"  # percent, hours, how many
MORE, LESS = "more", "less"  # which of two values is the better one


@dataclass(frozen=True, slots=True)
class Measure:
    """What was counted: `value` in the figure's unit (None: not known), from `n` of `of`, about so many people."""

    value: float | None
    n: int
    of: int
    people: int

    @property
    def is_enough(self) -> bool:
        return self.people >= FEWEST


NOT_ENOUGH = Measure(None, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Span:
    """The cohort (None: the academy) and the period a figure is counted over; `once` reads what several figures need."""

    cohort: Any
    period: Period
    moment: datetime
    _read: dict = field(default_factory=dict)

    @property
    def begins(self) -> datetime:
        return self.period.begins

    @property
    def ends(self) -> datetime:
        return self.period.ends

    def once(self, read: Callable[["Span"], Any]) -> Any:
        if read not in self._read:
            self._read[read] = read(self)
        return self._read[read]


@dataclass(frozen=True, slots=True)
class Figure:
    """`numbers` is the sentence about `n` and `of`. `compares` is False for what happens to a cohort once."""

    key: str
    name: str
    definition: str
    unit: str
    numbers: str
    count: Callable[[Span], Measure]
    better: str = MORE
    compares: bool = True

    def measure(self, span: Span) -> Measure:
        """What was counted; nothing at all where it is about fewer than FEWEST people."""
        found = self.count(span)
        return found if found.is_enough else NOT_ENOUGH

    def is_as_good(self, value: float, target: float) -> bool:
        return value >= target if self.better == MORE else value <= target


def share(n: int, of: int, people: int) -> Measure:
    return Measure(100 * n / of if of else None, n, of, people)


def number(n: int, of: int, people: int) -> Measure:
    return Measure(float(n), n, of, people)
