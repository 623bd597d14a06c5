"""Every SELECT about searches that find nothing: what else the words may have been meant to be.

Other words are taken only from hits of the searcher's own, found through the same index with the same audiences: a word that
stands in nothing they may read is never proposed, and costs as much as a word that stands nowhere.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from lms.access import STAFF
from lms.search import matching
from lms.search.asked import Asked
from lms.search.compounds import split
from lms.search.forgiving.typos import distance, slips
from lms.search.queries import Results, Scope, newest_words, search, search_loosely
from lms.search.words import BOUNDARY, WORD, fold

SHORTEST = 4  # letters of a word in which a slip can be told from another word
LONG, BEGINNING = 8, 4  # a word so long may have two slips, after so many letters
MOST_WORDS = 3  # are put right in one search
FEW = 5  # hits, below which those with most of the words are welcome too
MOST_AUDIENCES = 6  # in which other words are looked for, besides those of the whole academy
READ = 60  # hits whose words are read to choose from


def find(viewer, query: str, *, kinds: tuple[str, ...] = (), limit: int = 20, exactly: bool = False) -> Results:
    """What `search` finds, or, when that is nothing, what it finds for a query like it, which `instead` then holds.

    Of a sentence that finds few, or none, what holds most of its words is found as well."""
    results = search(viewer, query, kinds=kinds, limit=limit)
    if results.total >= FEW or exactly or not (results.asked.words or results.asked.phrases):
        return results
    if not results.total:
        for other in _others(viewer, query, results.asked):
            found = search(viewer, other, kinds=kinds, limit=limit)
            if found.total:
                return replace(found, instead=other.strip())
    loose = search_loosely(viewer, query, kinds=kinds, limit=limit)
    return loose if loose.total > results.total else results


def _others(viewer, query: str, asked: Asked) -> Iterator[str]:
    halves = {said[0]: " ".join(split(said[0])) for said, _unfinished in asked.words}
    if any(halves.values()):
        yield _rewritten(query, {word: said for word, said in halves.items() if said})
    scope = Scope.of(viewer, asked)
    scope = replace(scope, audiences=_nearest(scope.audiences))
    meant = {}
    for word in asked.words:
        said = word[0][0]
        if len(meant) < MOST_WORDS and len(said) >= SHORTEST and not newest_words(scope, matching.word_clause(word), 1):
            meant[said] = _meant(scope, said)
    if any(meant.values()):
        yield _rewritten(query, {word: other for word, other in meant.items() if other})


def _nearest(audiences: frozenset[int]) -> frozenset[int]:
    """Those of the academy and the newest others: every slip is looked for in each of them."""
    return frozenset(number for number in audiences if number <= STAFF) | frozenset(sorted(audiences)[-MOST_AUDIENCES:])


def _meant(scope: Scope, word: str) -> str:
    """The word of the searcher's own hits that this one was most likely meant to be; an empty one if there is none."""
    near = slips(word)
    found = _counted(newest_words(scope, matching.Clause.of("text", sorted(near)), READ))
    nearest = {other: (1, other[0] != word[0], -number, other) for other, number in found.items() if other in near}
    if not nearest and len(word) >= LONG:
        beginning = matching.Clause("text", (((word[:BEGINNING],), True),))
        found = _counted(newest_words(scope, beginning, READ))
        alike = {other: number for other, number in found.items() if abs(len(other) - len(word)) <= 2}
        nearest = {other: (2, False, -number, other) for other, number in alike.items() if distance(word, other) <= 2}
    return min(nearest, key=nearest.__getitem__, default="")


def _counted(rows) -> Counter:
    """How many of the hits hold each word as it was written."""
    return Counter(word for row in rows for word in {*_written(row.title), *_written(row.body)})


def _written(words: str) -> list[str]:
    return words.partition(BOUNDARY)[0].split()


def _rewritten(query: str, others: dict[str, str]) -> str:
    """The query with some of its words, whatever their capitals and accents, put in other words."""
    result, position = [], 0
    for word in WORD.finditer(fold(query)):
        if other := others.get(word[0]):
            result += [query[position : word.start()], other]
            position = word.end()
    return "".join([*result, query[position:]])
