"""Who has a coffee with whom: a plain function over people, the times they met and the cohorts they are in.

A matching of least weight: a pair that met before costs more than everything else together, and the more so the more
lately they met; a pair of one cohort costs a little. Of an odd number the last one joins a pair."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import combinations
from random import Random

import networkx

LATELY = 12  # rounds after which it no longer counts how long ago two people met
MOST = 300  # people who are matched with each other at once; larger communities are dealt out by chance
EXACT = 15  # of so many people the best trio is looked for everywhere, of more among so many

Cost = Callable[[int, int], int | None]


@dataclass(frozen=True)
class Community:
    """`met` says of pairs how many rounds ago they last met, `apart` are pairs that are never matched."""

    people: frozenset[int]
    cohorts: dict[int, frozenset[int]] = field(default_factory=dict)
    met: dict[frozenset[int], int] = field(default_factory=dict)
    apart: frozenset[frozenset[int]] = frozenset()

    def cost(self, one: int, other: int) -> int | None:
        """What it costs to match two people; None when they never are."""
        pair = frozenset((one, other))
        if pair in self.apart:
            return None
        shares = bool(self.cohorts.get(one, frozenset()) & self.cohorts.get(other, frozenset()))
        if pair not in self.met:
            return int(shares)
        # Of so many pairs together no lesser cost outweighs a greater one.
        step = 2 * len(self.people) + 4
        lately = max(0, LATELY - self.met[pair])
        return ((LATELY + 1) * step + lately) * step + int(shares)


@dataclass(frozen=True)
class Matched:
    groups: list[tuple[int, ...]]  # of two, or of three
    left: list[int]  # for whom there was nobody


def match(community: Community, *, seed: int = 0) -> Matched:
    """Everybody in a group of two or three, at the least cost; chance decides between what costs the same."""
    chance = Random(seed)
    people = sorted(community.people)
    chance.shuffle(people)
    groups, left = [], []
    for some in _dealt(people):
        found = _matched(some, community.cost)
        groups += found.groups
        left += found.left
    groups, left = _joined(groups, left, community.cost)
    return Matched(sorted(tuple(sorted(group)) for group in groups), sorted(left))


def total(groups: Iterable[tuple[int, ...]], cost: Cost) -> int:
    """What groups cost: of a trio all three pairs count."""
    return sum(cost(one, other) for group in groups for one, other in combinations(group, 2))


def _matched(people: list[int], cost: Cost) -> Matched:
    pairs, left = _pairs(people, cost)
    if len(left) != 1 or len(people) < 3:
        return Matched(*_joined(pairs, left, cost))
    # Whom the cheapest pairs leave out need not be whom the cheapest trio takes in: look again, around the one left out.
    if len(people) <= EXACT:
        groups = _with_trio(people, cost)
        return Matched(groups, []) if groups else Matched(*_joined(pairs, left, cost))
    odd = left[0]
    dear = sorted(pairs, key=lambda pair: (_join(odd, pair, cost), -cost(*pair)))
    near = EXACT // 4
    around = dear[:near] + sorted(dear[near:], key=lambda pair: -cost(*pair))[: EXACT // 2 - near]
    again = _with_trio([odd, *(person for pair in around for person in pair)], cost)
    if again is None:
        return Matched(*_joined(pairs, left, cost))
    return Matched([pair for pair in pairs if pair not in around] + again, [])


def _pairs(people: list[int], cost: Cost) -> tuple[list[tuple[int, ...]], list[int]]:
    """As many pairs as there can be, at the least cost, and who is left."""
    graph = networkx.Graph()
    graph.add_nodes_from(people)
    for one, other in combinations(people, 2):
        if (price := cost(one, other)) is not None:
            graph.add_edge(one, other, weight=-price)
    found = networkx.max_weight_matching(graph, maxcardinality=True)
    paired = {person for pair in found for person in pair}
    return sorted(found), [person for person in people if person not in paired]


def _with_trio(people: list[int], cost: Cost) -> list[tuple[int, ...]] | None:
    """The cheapest of all ways to make one trio and pairs of an odd number; None when there is none.

    For each pair that might be two of the three, somebody stands for it who can only be matched with the third."""
    best, least = None, None
    for one, other in combinations(people, 2):
        price = cost(one, other)
        if price is None or (least is not None and price >= least):
            continue
        rest = [person for person in people if person not in (one, other)]

        def with_both(first: int, second: int, one=one, other=other) -> int | None:
            if 0 not in (first, second):
                return cost(first, second)
            third = first or second
            prices = (cost(one, third), cost(other, third))
            return None if None in prices else sum(prices)

        pairs, left = _pairs([*rest, 0], with_both)
        if left:
            continue
        whole = price + sum(with_both(*pair) for pair in pairs)
        if least is None or whole < least:
            least = whole
            best = [(one, other, pair[0] or pair[1]) if 0 in pair else pair for pair in pairs]
    return best


def _joined(pairs: list, left: list[int], cost: Cost) -> tuple[list[tuple[int, ...]], list[int]]:
    """Who is left joins the pair it costs least; a pair takes one in."""
    groups, alone = list(pairs), []
    for person in left:
        open_to = [pair for pair in groups if len(pair) == 2 and _join(person, pair, cost) is not None]
        if not open_to:
            alone.append(person)
            continue
        pair = min(open_to, key=lambda pair: _join(person, pair, cost))
        groups[groups.index(pair)] = (*pair, person)
    return groups, alone


def _join(person: int, pair: tuple[int, int], cost: Cost) -> int | None:
    prices = [cost(person, other) for other in pair]
    return None if None in prices else sum(prices)


def _dealt(people: list[int]) -> list[list[int]]:
    """Parts of at most so many people, of which only one may be odd."""
    if len(people) <= MOST:
        return [people]
    return [people[start : start + MOST] for start in range(0, len(people), MOST)]
