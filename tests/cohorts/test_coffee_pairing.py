"""Who has a coffee with whom, as a plain function: nobody is dropped, repeats only when unavoidable, at the least cost."""

from itertools import combinations
from random import Random

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts.coffee.matching import pairing
from cohorts.coffee.matching.pairing import Community, match, total

QUICK, ALL = 200, 1_000  # random communities in every run, and in the whole suite


def community(seed: int) -> Community:
    """A random one: mostly small, up to 300 people, from strangers to people who all met."""
    chance = Random(seed)
    size = 3 + int(298 * chance.random() ** 20)
    if seed % 2:
        size = chance.randint(3, 10)
    people = range(1, size + 1)
    density = chance.choice((0, 0.1, 0.5, 0.9, 1))
    met = {frozenset(p): chance.randrange(15) for p in combinations(people, 2) if chance.random() < density}
    names = range(chance.randint(1, 5))
    cohorts = {person: frozenset(chance.sample(names, min(len(names), chance.randint(0, 2)))) for person in people}
    return Community(frozenset(people), cohorts, met)


def cheapest(people, cost) -> int | None:
    """The least that pairs and, of an odd number, one trio cost: by trying all of them."""
    people = sorted(people)
    if not people:
        return 0
    first, others = people[0], people[1:]
    sizes = (2, 3) if len(people) % 2 else (2,)
    best = None
    for size in sizes:
        for company in combinations(others, size - 1):
            prices = [cost(*pair) for pair in combinations((first, *company), 2)]
            rest = None if None in prices else cheapest(set(others) - set(company), cost)
            if rest is not None and (best is None or sum(prices) + rest < best):
                best = sum(prices) + rest
    return best


def check(here: Community, seed: int) -> None:
    found, size = match(here, seed=seed), len(here.people)
    assert sorted(person for group in found.groups for person in group) == sorted(here.people)
    assert found.left == []
    assert sorted(map(len, found.groups)) == [2] * (size // 2 - size % 2) + [3] * (size % 2)
    if size <= 30:
        assert match(here, seed=seed) == found
    pairs = [frozenset(pair) for group in found.groups for pair in combinations(group, 2)]
    repeats, new = sum(pair in here.met for pair in pairs), networkx.Graph()
    new.add_nodes_from(here.people)
    new.add_edges_from(p for p in combinations(here.people, 2) if frozenset(p) not in here.met)
    unavoidable = size // 2 - len(networkx.max_weight_matching(new, maxcardinality=True))
    assert repeats >= unavoidable
    if size % 2 == 0:
        assert repeats == unavoidable
    else:
        assert repeats <= unavoidable + 2  # who joins a pair may have met both of them
    if all(degree > size / 2 + 1 for _person, degree in new.degree):
        assert repeats == 0
    if size <= 10:
        assert total(found.groups, here.cost) == cheapest(here.people, here.cost)


@pytest.mark.parametrize("tenth", range(10))
def test_random_communities(tenth):
    for seed in range(tenth * QUICK // 10, (tenth + 1) * QUICK // 10):
        check(community(seed), seed)


@pytest.mark.slow
@pytest.mark.parametrize("tenth", range(10))
def test_many_more_random_communities(tenth):
    more = ALL - QUICK
    for seed in range(QUICK + tenth * more // 10, QUICK + (tenth + 1) * more // 10):
        check(community(seed), seed)


@pytest.mark.slow
@pytest.mark.parametrize("size", [299, 300])
def test_three_hundred_people_find_somebody_new(size):
    chance, people = Random(size), range(1, size + 1)
    met = {frozenset(pair): chance.randrange(15) for pair in combinations(people, 2) if chance.random() < 0.4}
    here = Community(frozenset(people), {person: frozenset({person % 7}) for person in people}, met)
    found = match(here)
    assert not any(frozenset(pair) in met for group in found.groups for pair in combinations(group, 2))
    assert total(found.groups, here.cost) == 0  # and nobody of the own cohort


@given(st.integers(0, 9), st.sets(st.frozensets(st.integers(1, 9), min_size=2, max_size=2)), st.integers(0, 99))
@settings(max_examples=60)
def test_who_may_not_meet_is_never_matched_and_nobody_disappears(size, apart, seed):
    people = frozenset(range(1, size + 1))
    found = match(Community(people, apart=frozenset(apart)), seed=seed)
    assert sorted([p for group in found.groups for p in group] + found.left) == sorted(people)
    for group in found.groups:
        assert all(frozenset(pair) not in apart for pair in combinations(group, 2))
    for one, other in combinations(found.left, 2):  # else those two would have each other
        assert frozenset((one, other)) in apart


def test_of_those_one_met_the_one_longest_ago_comes_first():
    long_ago = {frozenset(pair): 1 for pair in combinations((1, 2, 3, 4), 2)}
    long_ago |= {frozenset((1, 3)): 9, frozenset((2, 4)): 9}
    assert match(Community(frozenset((1, 2, 3, 4)), met=long_ago)).groups == [(1, 3), (2, 4)]


def test_a_repeat_is_worse_than_everybody_of_one_cohort():
    same = {person: frozenset({1 if person < 4 else 2}) for person in range(1, 7)}
    met = {frozenset((one, other)): 11 for one in (1, 2, 3) for other in (4, 5, 6)}
    found = match(Community(frozenset(range(1, 7)), same, met))
    assert sum(frozenset(pair) in met for pair in found.groups) == 1


def test_more_people_than_are_matched_at_once_are_dealt_out(monkeypatch):
    monkeypatch.setattr(pairing, "MOST", 10)
    for size in (11, 21, 22, 31):
        found = match(Community(frozenset(range(1, size + 1))), seed=size)
        assert found.left == []
        assert sorted(map(len, found.groups)) == [2] * (size // 2 - size % 2) + [3] * (size % 2)


def test_chance_gives_other_pairs_each_month():
    here = Community(frozenset(range(1, 41)))
    assert len({tuple(match(here, seed=month).groups) for month in range(5)}) == 5
