"""Ranking of hits on SQLite, by how often and how densely they hold the words that were asked for.

FTS5's own bm25 counts every word through the whole index before the first hit, which a million posts make slow. Every hit
holds every word, so how rare a word is decides nothing between them; what is left of BM25 is saturation and length.
"""

from collections.abc import Sequence

IN_TITLE = 8.0  # what a word in the title counts, beside one in the body
SATURATION, LENGTH_MATTERS = 1.2, 0.75  # k1 and b, as Robertson and Zaragoza (2009) advise
Asked = list[tuple[tuple[str, ...], bool]]


def best(rows: Sequence, asked: Asked, limit: int) -> list[int]:
    """The ids of the best rows, best first; rows are (id, tokens of the title, tokens of the body, weight)."""
    signs = _signs(asked)
    lengths = {row.id: row.body.count(" ") + 1 for row in rows}
    average = sum(lengths.values()) / max(len(lengths), 1)
    scores = {
        row.id: row.weight * _score(f" {row.title} ", f" {row.body} ", lengths[row.id] / average, signs) for row in rows
    }
    return sorted(scores, key=lambda id_: (-scores[id_], -id_))[:limit]


def _signs(asked: Asked) -> list[list[str]]:
    """For each word what stands for it in tokens with spaces around them; one still being typed has an open end."""
    return [
        [f" {choice}" if unfinished and place == 0 else f" {choice} " for place, choice in enumerate(choices)]
        for choices, unfinished in asked
    ]


def _score(title: str, body: str, length: float, signs: list[list[str]]) -> float:
    damping = SATURATION * (1 - LENGTH_MATTERS + LENGTH_MATTERS * length)
    score = 0.0
    for choices in signs:
        often = max(IN_TITLE * title.count(sign) + body.count(sign) for sign in choices)
        score += often / (often + damping)
    return score
