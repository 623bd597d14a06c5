"""How good search is: every query of judged.toml asked as its person, its hits held against what was judged to help."""

import math
import tomllib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from lms.access import GUEST
from lms.database import db
from lms.people.models import User
from lms.people.queries import viewer_of
from lms.search.asked import read
from lms.search.forgiving.queries import find
from lms.search.routes import FILTERS
from lms.search.words import WORD, fold

JUDGED = Path(__file__).with_name("judged.toml")
PLACES = 10
LEAST = 0.85  # the mean nDCG@10 that search keeps


@dataclass(frozen=True)
class Judged:
    """A query, who asks it, and the grade (1 to 3) of each title that helps."""

    words: str
    language: str
    person: str
    kind: str
    grades: dict[str, int]
    of_corpus: bool


@dataclass(frozen=True)
class Found:
    """The titles of the first ten hits of a query, in their order, and how good that order is: nDCG@10, from 0 to 1."""

    judged: Judged
    titles: tuple[str, ...]
    score: float

    @property
    def misses_title(self) -> bool:
        """Whether the words are a title and something else comes first."""
        first = self.titles[0] if self.titles else ""
        return self.judged.kind == "title" and _words(first) != _words(self.judged.words)


def judged_queries(*, of_corpus: bool) -> list[Judged]:
    """Those about the content of the demo, or those about the course of the corpus."""
    entries = tomllib.loads(JUDGED.read_text(encoding="utf-8"))["query"]
    queries = [
        Judged(e["words"], e["language"], e["as"], e["kind"], e["judged"], e.get("corpus", False)) for e in entries
    ]
    return [query for query in queries if query.of_corpus == of_corpus]


def ask(query: Judged) -> Found:
    """What the current database finds for it, as the page shows it."""
    typed = query.words if query.kind == "beginning" else f"{query.words} "
    hits = find(_viewer(query.person), typed, kinds=_kinds(typed), limit=PLACES).hits
    titles = tuple(hit.title.striptags() for hit in hits)
    return Found(query, titles, ndcg(titles, query.grades))


def mean(found: list[Found]) -> float:
    return sum(one.score for one in found) / len(found)


def ndcg(titles, grades: dict[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten places; a title counts once (Järvelin and Kekäläinen, 2002)."""
    left = dict(grades)
    gained = _discounted(left.pop(title, 0) for title in titles[:PLACES])
    return gained / _discounted(sorted(grades.values(), reverse=True)[:PLACES])


def _discounted(grades) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def _kinds(typed: str) -> tuple[str, ...]:
    return FILTERS[read(typed).room][1]


def _viewer(name: str):
    return GUEST if name == "guest" else viewer_of(db.session.scalars(select(User.id).filter_by(name=name)).one())


def _words(text: str) -> list[str]:
    return WORD.findall(fold(text))
