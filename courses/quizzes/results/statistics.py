"""How the questions of a quiz work, from the answers people gave: plain functions.

Difficulty is the facility index of classical test theory: the mean share of the points that was earned, 0–1.
Discrimination is the corrected item–rest correlation (Pearson) between the score of a question and of the rest of the
attempt, −1…1; undefined where either never varies. Both are said only from 10 handed-in attempts on."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import sqrt

FEWEST = 10


@dataclass(frozen=True)
class Item:
    """Figures of one question; the last are None with fewer than ten answers. `choices`: key → how many chose it."""

    question_id: int
    answers: int
    difficulty: float | None
    discrimination: float | None
    choices: dict[str, int]


def items_of(rows) -> list[Item]:
    """`rows` have attempt_id, question_id, points, fraction (0–1), response and kind."""
    totals: dict[int, float] = defaultdict(float)
    by_question: dict[int, list] = defaultdict(list)
    for row in rows:
        totals[row.attempt_id] += row.points * row.fraction
        by_question[row.question_id].append(row)
    return [_item(question_id, answers, totals) for question_id, answers in by_question.items()]


def correlation(pairs) -> float | None:
    """Pearson’s r; None where one side never varies."""
    pairs = list(pairs)
    if len(pairs) < 2:
        return None
    mean_x, mean_y = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
    covariance = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    spread_x, spread_y = (
        sum((side - mean) ** 2 for side in sides)
        for sides, mean in zip(zip(*pairs, strict=True), (mean_x, mean_y), strict=True)
    )
    if spread_x < 1e-12 or spread_y < 1e-12:
        return None
    return max(-1.0, min(1.0, covariance / sqrt(spread_x * spread_y)))


def _item(question_id: int, answers: list, totals: dict[int, float]) -> Item:
    if len(answers) < FEWEST:
        return Item(question_id, len(answers), None, None, {})
    difficulty = sum(row.fraction for row in answers) / len(answers)
    pairs = [(row.points * row.fraction, totals[row.attempt_id] - row.points * row.fraction) for row in answers]
    chosen: Counter = Counter()
    for row in answers:
        picked = row.response.get("chosen") if isinstance(row.response, dict) else None
        chosen.update(picked if isinstance(picked, list) else [picked] if isinstance(picked, str) else [])
    return Item(question_id, len(answers), difficulty, correlation(pairs), dict(chosen))
