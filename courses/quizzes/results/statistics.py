"""How the questions of a quiz work, from the answers people gave: plain functions.

Difficulty is the facility index of classical test theory: the mean share of the points that was earned, 0–1.
Discrimination is the corrected item–rest correlation (Pearson) between the score of a question and of the rest of the
attempt, −1…1; undefined where either never varies. Both are of the newest version of a question, and are said only
from 10 people who answered it in their first attempt on."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import sqrt

from courses.questions.kinds.typing import folded

TYPED = ("short", "numeric", "cloze")
LONGEST_SHOWN = 200

FEWEST = 10
MOST_WRONG = 5  # typed answers named at a question; each was given by several people


@dataclass(frozen=True)
class Item:
    """Figures of one question; None with fewer than ten answers to its newest version, `older` were to former ones.

    `choices`: key → how many chose it; `wrong`: what several people typed that earned nothing, with how many."""

    question_id: int
    answers: int
    difficulty: float | None
    discrimination: float | None
    choices: dict[str, int]
    older: int = 0
    wrong: tuple[tuple[str, int], ...] = ()


def items_of(rows) -> list[Item]:
    """`rows` have attempt_id, question_id, points, fraction (0–1), response, kind and is_newest."""
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
    everything, answers = len(answers), [row for row in answers if row.is_newest]
    older = everything - len(answers)
    if len(answers) < FEWEST:
        return Item(question_id, len(answers), None, None, {}, older)
    difficulty = sum(row.fraction for row in answers) / len(answers)
    pairs = [(row.points * row.fraction, totals[row.attempt_id] - row.points * row.fraction) for row in answers]
    chosen: Counter = Counter()
    for row in answers:
        picked = row.response.get("chosen") if isinstance(row.response, dict) else None
        chosen.update(picked if isinstance(picked, list) else [picked] if isinstance(picked, str) else [])
    return Item(question_id, len(answers), difficulty, correlation(pairs), dict(chosen), older, _wrong(answers))


def _wrong(answers: list) -> tuple[tuple[str, int], ...]:
    """What was typed and earned nothing, the most frequent first; what one person alone typed stays theirs."""
    typed = Counter(folded(_typed(row)) for row in answers if row.fraction <= 0 and row.kind in TYPED)
    frequent = sorted(
        ((text, count) for text, count in typed.items() if text and count > 1), key=lambda one: (-one[1], one)
    )
    return tuple(frequent[:MOST_WRONG])


def _typed(row) -> str:
    """The words of an answer; those of several gaps one after another."""
    gaps = row.response.get("gaps")
    texts = [gap.get("text", "") for gap in gaps.values()] if isinstance(gaps, dict) else [row.response.get("text", "")]
    return " / ".join(text for text in texts if text)[:LONGEST_SHOWN]
