"""Adding an answer to the sums, and reading what came out of them: plain functions on plain values."""

from collections.abc import Sequence
from dataclasses import dataclass

from cohorts.surveys.models import FEWEST

Answer = tuple[int, ...] | str  # places among the choices, or what somebody wrote


@dataclass(frozen=True, slots=True)
class Sum:
    """All answers to one question: how many, how often each choice was taken, and what was written."""

    answered: int = 0
    counts: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def is_shown(self) -> bool:
        return self.answered >= FEWEST

    @property
    def mean(self) -> float:
        """Of a scale, whose steps count from one."""
        return sum(step * number for step, number in enumerate(self.counts, 1)) / self.answered


def add(total: Sum, answer: Answer) -> Sum:
    """The sum with one more answer in it. In which order answers came leaves no trace: texts stand in that of the alphabet."""
    if not answer:
        return total
    if isinstance(answer, str):
        return Sum(total.answered + 1, total.counts, tuple(sorted((*total.texts, answer))))
    chosen = set(answer)
    counts = tuple(number + (place in chosen) for place, number in enumerate(total.counts))
    return Sum(total.answered + 1, counts, total.texts)


def share(number: int, whole: int) -> int:
    """In per cent."""
    return round(100 * number / whole) if whole else 0


def change(means: Sequence[float | None]) -> float | None:
    """By how much the last mean differs from the one before it; None where there are no two."""
    known = [mean for mean in means if mean is not None]
    return known[-1] - known[-2] if len(known) > 1 and means[-1] is not None else None
