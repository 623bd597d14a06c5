"""What a month is compared with: the average of the months before it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of what a cohort does: how often in each month, this month first; None where too few people did."""

    kind: str
    numbers: list[int] | None

    @property
    def this(self) -> int:
        return self.numbers[0]

    @property
    def usual(self) -> float:
        former = self.numbers[1:]
        return sum(former) / len(former)

    @property
    def is_more(self) -> bool:
        return self.numbers is not None and self.this > self.usual

    @property
    def lengths(self) -> tuple[float, float]:
        """How long the bars of this month and of the months before are, in percent."""
        longest = max(self.this, self.usual) or 1
        return 100 * self.this / longest, 100 * self.usual / longest


def can_compare(lines: list[Line]) -> bool:
    """Whether there are months before this one in which anything was counted."""
    return any(sum(line.numbers[1:]) for line in lines if line.numbers)
