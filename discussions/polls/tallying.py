"""Counting ballots: how often each option was chosen, and the rounds of an instant run-off."""

from collections.abc import Sequence
from dataclasses import dataclass

Counts = Sequence[tuple[tuple[int, ...], int]]  # what was chosen, in order → by how many


@dataclass(frozen=True, slots=True)
class Round:
    """The votes of every option still in; `out` are those that leave after it, `spent` the ballots with nobody left."""

    votes: dict[int, int]
    out: tuple[int, ...]
    spent: int


def choices_of(text: str) -> tuple[int, ...]:
    """What a ballot says, from how it is kept."""
    return tuple(int(place) for place in text.split(","))


def chosen(counts: Counts, options: int) -> list[int]:
    """How many chose each option, in whatever place."""
    votes = [0] * options
    for choices, number in counts:
        for place in choices:
            votes[place] += number
    return votes


def apart(one: dict[str, int], other: dict[str, int]) -> int:
    """How many people voted otherwise at least, when these are the ballots of two moments (what was chosen → by how many)."""
    came = sum(max(0, one.get(choices, 0) - other.get(choices, 0)) for choices in one)
    went = sum(max(0, other[choices] - one.get(choices, 0)) for choices in other)
    return max(came, went)


def instant_runoff(counts: Counts, options: int) -> list[Round]:
    """Each ballot counts for the first of its options that is still in.

    Whoever has more than half of those wins; else the option with fewest leaves. Of several with fewest, those leave
    that had fewer in the round before, and so on back; if they were equal all along, they leave together. When all that
    are left are equal, they stay: that is a tie.
    """
    still_in, rounds = set(range(options)), []
    while True:
        votes, spent = dict.fromkeys(sorted(still_in), 0), 0
        for choices, number in counts:
            first = next((place for place in choices if place in still_in), None)
            if first is None:
                spent += number
            else:
                votes[first] += number
        most, all_votes = max(votes.values()), sum(votes.values())
        is_over = 2 * most > all_votes or len(set(votes.values())) == 1
        out = () if is_over else _last(votes, rounds)
        rounds.append(Round(votes, out, spent))
        if is_over:
            return rounds
        still_in -= set(out)


def winners(rounds: list[Round]) -> list[int]:
    """Who won, or who share it; nobody when nobody voted."""
    votes = rounds[-1].votes
    most = max(votes.values())
    return [place for place, number in votes.items() if number == most and most]


def _last(votes: dict[int, int], earlier: list[Round]) -> tuple[int, ...]:
    last = [place for place, number in votes.items() if number == min(votes.values())]
    for before in reversed(earlier):
        fewest = min(before.votes[place] for place in last)
        last = [place for place in last if before.votes[place] == fewest]
    return tuple(last)
