"""What attempts are worth: plain functions, with percents from 0 to 100."""

from collections.abc import Iterable, Sequence


def percent_of_points(answers: Iterable) -> float | None:
    """The share of the points that was earned; None while an answer has no grade. `answers` have points and fraction."""
    earned = most = 0.0
    for answer in answers:
        if answer.fraction is None:
            return None
        earned += answer.points * max(0.0, min(answer.fraction, 1.0))
        most += answer.points
    return max(0.0, min(100.0, earned / most * 100)) if most > 0 else 100.0


def counted_percent(counts: str, percents: Sequence[float]) -> float | None:
    """What counts of the percents of graded attempts, in the order they were handed in; None without any."""
    if not percents:
        return None
    if counts == "average":
        return sum(percents) / len(percents)
    return {"best": max(percents), "last": percents[-1], "first": percents[0]}[counts]


def has_passed(percent: float | None, pass_percent: int) -> bool:
    """What would be shown as the pass mark is the pass mark: nobody fails by a rounding error."""
    return percent is not None and round(percent, 6) >= pass_percent
