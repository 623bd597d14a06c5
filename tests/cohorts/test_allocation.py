"""Who reviews whom: for every group of 2 to 30, whoever is late or stays away, everybody gets reviews or a fallback."""

from collections import Counter
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohorts.assignments.peers.allocation import allocate, reviews_for

MENTOR, FACILITATOR = 901, 902


@st.composite
def groups(draw):
    """(writers in time, late ones, absent ones, reviews wanted, how much of the work was done before each change)."""
    people = list(range(1, draw(st.integers(2, 30)) + 1))
    late = draw(st.sets(st.sampled_from(people)))
    absent = draw(st.sets(st.sampled_from(people)))
    shares = draw(st.lists(st.integers(0, 4), min_size=2, max_size=2))
    return [one for one in people if one not in late], sorted(late), absent, draw(st.integers(1, 4)), shares


def holds(plan, writers, present) -> None:
    load = Counter({one: 0 for one in writers if one in present})
    load.update(reviewer for _writer, reviewer in plan.peers if reviewer in load)
    assert all(writer != reviewer for writer, reviewer in plan.peers | plan.fallbacks)
    if load:
        assert max(load.values()) - min(load.values()) <= 1


@given(groups())
def test_each_submission_gets_its_reviews_or_a_fallback_by_the_deadline(group):
    play(*group)


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_so_it_is_whoever_of_a_few_is_late_or_stays_away(size):
    people = list(range(1, size + 1))
    for late in subsets(people):
        for absent in subsets(people):
            play([one for one in people if one not in late], list(late), set(absent), 2, [0, 3])


def subsets(people):
    return chain.from_iterable(combinations(people, many) for many in range(len(people) + 1))


def play(in_time, late, absent, wanted, shares):
    writers, present = in_time, set(in_time)
    plan = allocate(writers, present, wanted, fallbacks=[MENTOR, FACILITATOR])
    holds(plan, writers, present)

    done = {pair for pair in plan.peers if pair[1] not in absent and sum(pair) % 5 < shares[0]}
    writers, present = [*in_time, *late], {*in_time, *late}
    going = (plan.peers | plan.fallbacks) - done
    plan = allocate(writers, present, wanted, done=done, going=going, fallbacks=[MENTOR, FACILITATOR])
    holds(plan, writers, present)
    assert done <= plan.peers

    done |= {pair for pair in plan.peers if pair[1] not in absent and sum(pair) % 5 < shares[1]}
    present -= absent
    going = (plan.peers | plan.fallbacks) - done
    plan = allocate(writers, present, wanted, done=done, going=going, fallbacks=[MENTOR, FACILITATOR])
    holds(plan, writers, present)

    # The deadline: only what is done counts, the rest goes to the people behind the peers.
    done |= {pair for pair in plan.peers if pair[1] in present}
    plan = allocate(writers, set(), wanted, done=done, fallbacks=[MENTOR, FACILITATOR])
    reviews = Counter(writer for writer, _reviewer in plan.peers | plan.fallbacks)
    goal = min(reviews_for(len(writers), wanted), 2)  # two people stand behind the peers
    assert all(reviews[writer] >= goal for writer in writers)
    assert not plan.unmet


@given(st.integers(2, 30), st.integers(1, 4))
def test_the_first_time_it_is_a_circle(size, wanted):
    people = list(range(size))
    plan = allocate(people, set(people), wanted)
    steps = range(1, reviews_for(size, wanted) + 1)
    assert plan.peers == {(writer, (writer + step) % size) for writer in people for step in steps}
    assert not plan.fallbacks
    assert not plan.unmet


def test_who_is_alone_gets_a_fallback():
    assert allocate([1], {1}, 3, fallbacks=[MENTOR]).fallbacks == {(1, MENTOR)}


def test_where_nobody_stands_behind_the_peers_it_says_so():
    assert allocate([1], {1}, 2).unmet == {1}


def test_who_is_late_finds_the_work_of_others_and_reviewers_for_their_own():
    first = allocate([1, 2, 3], {1, 2, 3}, 2)
    plan = allocate([1, 2, 3, 4], {1, 2, 3, 4}, 2, done=first.peers)
    assert sum(writer == 4 for writer, _reviewer in plan.peers) == 2
    assert sum(reviewer == 4 for _writer, reviewer in plan.peers) >= 2
