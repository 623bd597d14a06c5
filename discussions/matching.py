"""Questions somebody could answer: about a lesson they did, or in words of what they say others may ask them about."""

from dataclasses import dataclass
from functools import lru_cache

from discussions.lists import queries as lists
from discussions.lists.lines import Line, lines_of
from lms.access import Viewer
from lms.database import now
from lms.search.telling import SAYS_NOTHING, SHORTEST
from lms.search.words import tokens


@dataclass(frozen=True, slots=True)
class Match:
    """An open question and why this person was thought of: their lesson, or the word both use."""

    line: Line
    did_lesson: bool
    word: str


def find_answerable(viewer: Viewer, limit: int = 5) -> list[Match]:
    """The questions that fit best, the newest first among equals; what fits in no way is left out."""
    known = lists.find_expertise(viewer)
    if known is None:
        return []
    fitting = [
        (row, word)
        for row in lists.open_questions(viewer)
        if (word := shared_word(row.title, stems_of(known, row.language), row.language)) or row.learnt_at is not None
    ]
    fitting.sort(key=lambda match: (match[0].learnt_at is not None, bool(match[1])), reverse=True)
    lines = lines_of([row for row, _word in fitting[:limit]], now())
    return [
        Match(line, line.topic.learnt_at is not None, word) for line, (_row, word) in zip(lines, fitting, strict=False)
    ]


def shared_word(title: str, known: frozenset[str], language: str) -> str:
    """The longest word of the title that stands among somebody's fields, in whatever form."""
    if not known:
        return ""
    words = [word.strip("?!.,:;“”‘’\"'()") for word in title.split()]
    shared = [
        word for word in words if word.lower() not in SAYS_NOTHING and known & set(tokens(word, language).split())
    ]
    return max(shared, key=len, default="")


@lru_cache(256)
def stems_of(words: str, language: str) -> frozenset[str]:
    telling = " ".join(word for word in words.lower().split() if word.strip(".,;:!?") not in SAYS_NOTHING)
    return frozenset(stem for stem in tokens(telling, language).split() if len(stem) >= SHORTEST)
