"""How quickly people were helped: honest figures, and none about a group too small to hide in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

FEWEST = 5  # questions, and people who asked them, below which nothing is shown


@dataclass(frozen=True, slots=True)
class Answered:
    """One question: who asked it, how long its first answer took (None: it has none), whether a peer gave that, and where."""

    asker_id: int
    time: timedelta | None
    by_peer: bool = False
    space_id: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Times are None where so many questions still have no answer that the time is not known."""

    questions: int
    median: timedelta | None
    p90: timedelta | None
    within_24: int
    within_72: int
    by_peers: int | None


def figures_of(questions: Sequence[Answered]) -> Figures | None:
    """The figures; None when there are too few questions, or too few people asked them."""
    questions = counted(questions)
    if not questions:
        return None
    times = sorted(question.time for question in questions if question.time is not None)
    answered = [question for question in questions if question.time is not None]
    return Figures(
        questions=len(questions),
        median=quantile(times, len(questions), 0.5),
        p90=quantile(times, len(questions), 0.9),
        within_24=_share(sum(time <= timedelta(hours=24) for time in times), len(questions)),
        within_72=_share(sum(time <= timedelta(hours=72) for time in times), len(questions)),
        by_peers=_share(sum(q.by_peer for q in answered), len(answered)) if len(answered) >= FEWEST else None,
    )


def counted(questions: Sequence[Answered]) -> list[Answered]:
    """Spaces too small for figures of their own count together, or not at all: else subtracting the others shows theirs."""
    of_space = defaultdict(list)
    for question in questions:
        of_space[question.space_id].append(question)
    few = [question for asked in of_space.values() if not _are_enough(asked) for question in asked]
    enough = [question for asked in of_space.values() if _are_enough(asked) for question in asked]
    return enough + few if _are_enough(few) else enough


def _are_enough(questions: Sequence[Answered]) -> bool:
    return len(questions) >= FEWEST and len({question.asker_id for question in questions}) >= FEWEST


def quantile(times: Sequence[timedelta], count: int, part: float) -> timedelta | None:
    """The time within which this part of all questions was answered; who still waits counts as longer than anybody."""
    place = ceil(part * count)
    return times[place - 1] if place <= len(times) else None


def _share(part: int, whole: int) -> int:
    return round(100 * part / whole)
