"""Ranking of hits: by their words, how they stand, how fresh they are and how near, in the same way on both engines.

The engines' own ranks count every word through the whole index before the first hit, which a million posts make slow. What is
left of BM25 here is saturation, length, and how rare a word is among the hits: nothing, where every hit has to hold every word.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lms.access import STAFF
from lms.search.words import BOUNDARY

IN_TITLE = 8.0  # what a word in the title counts, beside one in the body
SATURATION, LENGTH_MATTERS = 1.2, 0.75  # k1 and b, as Robertson and Zaragoza (2009) advise
FRESH, HALVED_IN = 0.15, 180.0  # what is said today counts so much more; half of that after so many days
NEAR = 1.1  # what is said among fewer than the whole academy: the reader's own courses and cohorts
KINDS = {"post": 0.85, "copy": 0.95, "course": 1.1}  # a reply says one thing of many
WITHDRAWN = 0.5  # what weighs less is kept for who looks for it, and its title puts it before nothing
REPEATED = 0.5  # what a second hit of one title counts, such as another reply in a conversation; a third half of that
RECENT = 30  # days in which a hit is called recent


@dataclass(frozen=True, slots=True)
class Ranked:
    """A hit and what put it where it stands, in the order of what counted most."""

    id: int
    reasons: tuple[str, ...]


def best(rows: Sequence, asked, limit: int, moment: datetime) -> list[Ranked]:
    """The best rows, best first; one whose whole title was asked for comes before all others.

    Rows have id, kind, audience_id, at, weight and the title they go by, and title and body as tokens."""
    signs, titled = _signs(asked), {row.id for row in rows if _is_titled(row, asked.whole)}
    found = _found(rows, signs)
    scores = {row.id: (row.id in titled, found[row.id] * _standing(row, moment)) for row in rows}
    by_id = {row.id: row for row in rows}
    order = sorted(scores, key=lambda id_: (scores[id_], id_), reverse=True)
    order = _spread(order, scores, by_id)[:limit]
    return [Ranked(id_, _reasons(by_id[id_], id_ in titled, signs, moment)) for id_ in order]


def _spread(order: list[int], scores: dict, by_id: dict) -> list[int]:
    """The same, with later hits of a title behind others that are nearly as good."""
    seen, spread = Counter(), {}
    for id_ in order:
        goes_by, (is_titled, score) = by_id[id_].goes_by, scores[id_]
        spread[id_] = is_titled, score * REPEATED ** seen[goes_by]
        seen[goes_by] += 1
    return sorted(order, key=lambda id_: (spread[id_], id_), reverse=True)


def _standing(row, moment: datetime) -> float:
    freshness = 1 + FRESH * 0.5 ** (_age(row, moment) / HALVED_IN)
    nearness = NEAR if row.audience_id > STAFF else 1.0
    return row.weight * freshness * nearness * KINDS.get(row.kind, 1.0)


def _signs(asked) -> list[list[str]]:
    """For each word or phrase what stands for it in tokens with spaces around them; one still being typed has an open end."""
    signs = [
        [f" {choice}" if unfinished and place == 0 else f" {choice} " for place, choice in enumerate(choices)]
        for choices, unfinished in asked.words
    ]
    return signs + [[f" {' '.join(phrase)} "] for phrase in asked.phrases]


def _found(rows: Sequence, signs: list[list[str]]) -> dict[int, float]:
    """How well the words are found in each row."""
    if not signs:
        return {row.id: 1.0 for row in rows}
    lengths = {row.id: row.body.count(" ") + 1 for row in rows}
    average = sum(lengths.values()) / max(len(lengths), 1)
    often = {row.id: [_often(row, choices) for choices in signs] for row in rows}
    held = [sum(1 for counts in often.values() if counts[place]) for place in range(len(signs))]
    rarity = [math.log(1 + len(rows) / number) if number else 0.0 for number in held]
    scores = {}
    for row in rows:
        damping = SATURATION * (1 - LENGTH_MATTERS + LENGTH_MATTERS * lengths[row.id] / average)
        scores[row.id] = sum(
            rare * count / (count + damping) for rare, count in zip(rarity, often[row.id], strict=True)
        )
    return scores


def _often(row, choices: list[str]) -> float:
    title, body = f" {row.title} ", f" {row.body} "
    return max(IN_TITLE * title.count(sign) + body.count(sign) for sign in choices)


def _reasons(row, is_titled: bool, signs: list[list[str]], moment: datetime) -> tuple[str, ...]:
    title = f" {row.title} "
    in_title = sum(any(sign in title for sign in choices) for choices in signs)
    holds = {
        "titled": is_titled,
        "all in title": not is_titled and signs and in_title == len(signs),
        "some in title": 0 < in_title < len(signs),
        "in text": signs and not in_title,
        "trusted": row.weight > 1,
        "lowered": row.weight < 1,
        "recent": _age(row, moment) <= RECENT,
        "near": row.audience_id > STAFF,
    }
    return tuple(reason for reason, is_so in holds.items() if is_so)


def _is_titled(row, whole: tuple[str, ...]) -> bool:
    return bool(whole) and row.weight >= WITHDRAWN and tuple(row.title.partition(BOUNDARY)[0].split()) == whole


def _age(row, moment: datetime) -> float:
    return max(0.0, (moment - row.at).total_seconds() / 86400)
