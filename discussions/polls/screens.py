"""What pages show of a poll: the box above its conversation, with a ballot to fill in and what came out."""

from dataclasses import dataclass
from datetime import datetime

from discussions.polls import policies, queries, tallying, words
from discussions.polls.models import seal_of
from lms.access import Viewer
from lms.database import now


@dataclass(frozen=True, slots=True)
class Result:
    """One option with who chose it. `rounds` holds its votes in each round of a ranked poll, None once it was out."""

    words: str
    votes: int
    share: str
    names: str
    is_mine: bool
    is_chosen: bool
    rounds: list[int | None]


@dataclass(frozen=True, slots=True)
class PollBox:
    """A poll for one reader; `results` are None as long as they are not for them yet, else of so many `counted` ballots."""

    options: list[str]
    method: str
    how_to: str
    secrecy: str
    waiting: str
    taken_part: str
    ballots: int
    counted: int
    in_steps: str
    closes_at: datetime | None
    closed_at: datetime | None
    is_open: bool
    can_vote: bool
    can_steer: bool
    can_change: bool
    can_reopen: bool
    mine: tuple[int, ...]
    filled_in: dict[int, int]
    results: list[Result] | None
    rounds: list[tallying.Round]
    outcome: str
    error: str
    seal: str

    @property
    def my_options(self) -> list[str]:
        return [self.options[place] for place in self.mine]


def poll_box(thread, viewer: Viewer, *, error: str = "", tried: tuple[int, ...] | None = None) -> PollBox | None:
    """`tried` is a ballot that was refused, shown again as it was filled in."""
    row = queries.find_poll(thread.id, viewer.id)
    if row is None:
        return None
    moment = now()
    if row.is_secret:
        people, counts = [], [(tallying.choices_of(c), number) for c, number in queries.counts_of(thread.id)]
    else:
        people = [(tallying.choices_of(c), name) for c, name in queries.names_of(thread.id)]
        counts = [(choices, 1) for choices, _name in people]
    ballots, is_open = sum(number for _choices, number in counts), policies.is_open(row, moment)
    mine = tallying.choices_of(row.mine) if row.mine else ()
    is_ranked, shown = row.method == "ranked", policies.can_see_results(row, moment, has_voted=bool(mine))
    is_in_steps = row.is_secret and is_open
    if is_in_steps:
        counts = [(tallying.choices_of(choices), number) for choices, number in row.shown.items()]
    counted = sum(number for _choices, number in counts)
    rounds = tallying.instant_runoff(counts, len(row.options)) if is_ranked and shown and counted else []
    ahead = _ahead(counts, row, rounds) if shown else []
    return PollBox(
        options=row.options,
        method=row.method,
        how_to=words.how_to(row.method),
        secrecy=words.SECRECY_WORDS["secret" if row.is_secret else "named"],
        waiting=words.waiting(row.results),
        taken_part=words.taken_part(ballots),
        ballots=ballots,
        counted=counted,
        in_steps=words.in_steps(counted) if is_in_steps and shown and ballots else "",
        closes_at=row.closes_at,
        closed_at=row.closed_at or row.closes_at,
        is_open=is_open,
        can_vote=policies.can_vote(viewer, thread, row, moment),
        can_steer=policies.can_steer(viewer, thread),
        can_change=policies.can_change(viewer, thread, row, moment, votes=ballots),
        can_reopen=policies.can_reopen(viewer, thread, row, votes=ballots),
        mine=mine,
        filled_in={place: rank for rank, place in enumerate(mine if tried is None else tried, 1)},
        results=_results(row, counts, people, counted, mine, ahead, rounds, is_open=is_open) if shown else None,
        rounds=rounds,
        outcome=words.outcome([row.options[place] for place in ahead], is_open=is_open),
        error=error,
        seal=seal_of(row),
    )


def _ahead(counts, row, rounds) -> list[int]:
    if row.method == "ranked":
        return tallying.winners(rounds) if rounds else []
    votes = tallying.chosen(counts, len(row.options))
    return [place for place, number in enumerate(votes) if number == max(votes) and number]


def _results(row, counts, people, counted, mine, ahead, rounds, *, is_open: bool) -> list[Result]:
    """The options as they were listed; of a ranked poll with the votes of its first round. Equals are none of them chosen."""
    is_ranked = row.method == "ranked"
    votes = list(rounds[0].votes.values()) if rounds else tallying.chosen(counts, len(row.options))
    results = []
    for place, option in enumerate(row.options):
        chose = [name for choices, name in people if place in (choices[:1] if is_ranked else choices)]
        results.append(
            Result(
                words=option,
                votes=votes[place],
                share=words.share(votes[place], counted),
                names=words.names(chose),
                is_mine=place in mine,
                is_chosen=ahead == [place] and not is_open,
                rounds=[one.votes.get(place) for one in rounds],
            )
        )
    return results
