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


def easier_mark(attempt, pass_percent: int) -> int:
    """The mark an attempt is looked at by: the one that held when it was handed in, or the quiz’s when that is lower."""
    return pass_percent if attempt.pass_percent is None else min(attempt.pass_percent, pass_percent)


def is_passed(counts: str, attempts: Iterable, pass_percent: int) -> bool:
    """Whether what counts of somebody’s attempts passes; they have percent and pass_percent, in the order handed in.

    A higher mark takes no pass away, and a lower one holds for everybody."""
    graded = [one for one in attempts if one.percent is not None]
    if counts == "average":
        marks = [easier_mark(one, pass_percent) for one in graded]
        return has_passed(counted_percent(counts, [one.percent for one in graded]), min(marks, default=pass_percent))
    counted = {"best": graded, "last": graded[-1:], "first": graded[:1]}[counts]
    return any(has_passed(one.percent, easier_mark(one, pass_percent)) for one in counted)


def has_passed(percent: float | None, pass_percent: int) -> bool:
    """What would be shown as the pass mark is the pass mark: nobody fails by a rounding error."""
    return percent is not None and round(percent, 6) >= pass_percent
