"""Who reviews whose work: a plain function, asked again whenever somebody comes late, steps back or leaves.

The first time it is the circle of people sitting next to each other: everybody reviews the next ones. Later what was
done, and what its reviewer can still do, stays as it is."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Allocation:
    """`peers` and `fallbacks` hold pairs (writer, reviewer), those that were given included.

    `unmet` are the writers for whom not even a fallback is left."""

    peers: set[tuple[int, int]] = field(default_factory=set)
    fallbacks: set[tuple[int, int]] = field(default_factory=set)
    unmet: set[int] = field(default_factory=set)


def reviews_for(writers: int, wanted: int) -> int:
    """How many reviews each submission gets in a group of so many writers: one at least, also for who is alone."""
    return max(1, min(wanted, writers - 1))


def allocate(
    writers: list[int], present: set[int], wanted: int, *, done: set = frozenset(), going: set = frozenset(),
    fallbacks: list[int] = (),
) -> Allocation:  # fmt: skip
    """Give each submission `wanted` reviews, or as many as the group allows.

    writers: who handed in, in the order of the circle. present: those of them who (still) review. done: pairs that are
    finished, by whomever. going: pairs asked for and not finished; kept where their reviewer is present. fallbacks:
    people behind the peers, in the order in which they are asked; kept where the peers leave something to do. Nobody reviews their own work, nobody reviews the same
    work twice, and the loads of those present differ by at most one."""
    place = {writer: number for number, writer in enumerate(writers)}
    goal = reviews_for(len(writers), wanted)
    kept = {pair for pair in done if pair[0] in place}
    standing = {pair for pair in going if pair[0] in place and pair[1] in present}
    plan = Allocation()
    for pair in kept | standing:
        (plan.peers if pair[1] in place else plan.fallbacks).add(pair)
    load = Counter({reviewer: 0 for reviewer in writers if reviewer in present})
    load.update(reviewer for _writer, reviewer in plan.peers if reviewer in load)

    def has(writer: int) -> int:
        return sum(pair[0] == writer for pair in plan.peers | plan.fallbacks)

    def free(writer: int) -> list[int]:
        return [one for one in load if one != writer and (writer, one) not in plan.peers]

    def after(writer: int, reviewer: int) -> int:
        return (place[reviewer] - place[writer]) % len(writers)

    for pair in sorted(set(going) - standing):
        if pair[0] in place and pair[1] in fallbacks and has(pair[0]) < goal:
            plan.fallbacks.add(pair)
    for round_number in range(1, goal + 1):
        for writer in writers:
            if has(writer) < round_number and (found := free(writer)):
                reviewer = min(found, key=lambda one: (load[one], after(writer, one)))
                plan.peers.add((writer, reviewer))
                load[reviewer] += 1
    _even_out(plan, kept, load, writers, has)
    _fall_back(plan, writers, goal, list(fallbacks), has)
    return plan


def _even_out(plan: Allocation, kept: set, load: Counter, writers: list[int], has) -> None:
    """Take from who has most and give to who has least; who came late to a finished round reviews one more than needed."""
    while load and max(load.values()) - min(load.values()) > 1:
        most, least = max(load, key=load.get), min(load, key=load.get)
        others = [writer for writer in writers if writer != least and (writer, least) not in plan.peers]
        movable = [writer for writer in others if (writer, most) in plan.peers - kept]
        if movable:
            plan.peers.remove((movable[0], most))
            load[most] -= 1
            plan.peers.add((movable[0], least))
        else:
            plan.peers.add((min(others, key=has), least))
        load[least] += 1


def _fall_back(plan: Allocation, writers: list[int], goal: int, fallbacks: list[int], has) -> None:
    """What peers cannot give comes from the people behind them, the one asked least first."""
    asked = Counter(dict.fromkeys(fallbacks, 0))
    asked.update(reviewer for _writer, reviewer in plan.fallbacks if reviewer in asked)
    for writer in writers:
        while has(writer) < goal:
            found = [one for one in fallbacks if one != writer and (writer, one) not in plan.fallbacks]
            if not found:
                break
            reviewer = min(found, key=lambda one: (asked[one], fallbacks.index(one)))
            plan.fallbacks.add((writer, reviewer))
            asked[reviewer] += 1
        if not has(writer):
            plan.unmet.add(writer)
