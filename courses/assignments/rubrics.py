"""Rubrics as plain values: read from what an author types, and the points that choices in them are worth."""

import re

LEVEL = re.compile(r"(\d{1,3})\s*[:.)–-]?\s+(\S.*)")
MOST_CRITERIA, MOST_LEVELS = 12, 8


class NotALevel(ValueError):
    """A line that is no level; the first argument is that line."""


def parse_levels(text: str) -> list[list]:
    """[[points, words], …], the most points first, from lines such as “4 Asks open questions throughout”."""
    levels = []
    for line in filter(None, map(str.strip, text.splitlines())):
        found = LEVEL.fullmatch(line)
        if found is None:
            raise NotALevel(line)
        levels.append([int(found[1]), found[2].strip()])
    return sorted(levels, key=lambda level: -level[0])


def written(levels: list) -> str:
    """Levels as their author types them."""
    return "\n".join(f"{points} {words}" for points, words in levels)


def most_points(criteria: list) -> int:
    return sum(max(points for points, _words in criterion["levels"]) for criterion in criteria)


def points_of(criteria: list, choices: list) -> int:
    """What chosen levels are worth; `choices` holds the number of a level per criterion."""
    return sum(criterion["levels"][choice][0] for criterion, choice in zip(criteria, choices, strict=True))
