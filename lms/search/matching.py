"""Matching: what is asked, by whom, as the expression that each engine's index understands.

A clause is a field of the index and the terms of which one is to be found in it; all clauses hold, for one of the audiences the
asker is in. A term is a phrase (most often of one word) and whether it is only the beginning of a word.
"""

from dataclasses import dataclass, replace

from lms.search.asked import Asked
from lms.search.entries import THERE, TRUSTED, title_tag

TOGETHER = 24  # terms in one part of a clause
Term = tuple[tuple[str, ...], bool]


@dataclass(frozen=True, slots=True)
class Clause:
    field: str  # tags, title, author or text: title, author and body
    terms: tuple[Term, ...]

    @classmethod
    def of(cls, field: str, names) -> "Clause":
        return cls(field, tuple(((name,), False) for name in names))


def words_said(asked: Asked, field: str = "text") -> list[Clause]:
    return [word_clause(word, field) for word in asked.words]


def phrases_said(asked: Asked, field: str = "text") -> list[Clause]:
    """PostgreSQL knows of a title which words it has, and of the text their order: both are asked."""
    return [Clause(where, ((phrase, False),)) for phrase in asked.phrases for where in dict.fromkeys((field, "text"))]


def word_clause(word, field: str = "text") -> Clause:
    """One word in any of its forms; while it is being typed, as a beginning."""
    forms, unfinished = word
    return Clause(field, tuple(((form,), unfinished and place == 0) for place, form in enumerate(forms)))


def parts_of(clause: Clause) -> list[Clause]:
    """The clause as several of few terms each: in one expression PostgreSQL weighs every term against all others."""
    terms = clause.terms
    return [replace(clause, terms=terms[first : first + TOGETHER]) for first in range(0, len(terms), TOGETHER)]


def narrowed(asked: Asked, months, places) -> list[Clause]:
    """What operators ask of a document besides its words; `places` has the tags of each place that was named."""
    clauses = [Clause.of("tags", [f"is{state}"]) for state in asked.states]
    clauses += [Clause("author", (((name,), True),)) for name in asked.authors]
    clauses += [Clause.of("tags", tags) for tags in places]
    return clauses + ([Clause.of("tags", months)] if months else [])


def of_kinds(kinds) -> list[Clause]:
    return [Clause.of("tags", kinds)] if kinds else []


def titled(words) -> list[Clause]:
    """The document that has these words as its whole title."""
    return [Clause.of("tags", [title_tag(words)])]


VOUCHED_FOR = Clause.of("tags", [TRUSTED])
EVERYTHING = Clause.of("tags", [THERE])


def on_sqlite(audiences, clauses) -> str:
    """An expression of FTS5."""
    return _for_each(audiences, clauses, _sqlite_clause, (" AND ", " OR "))


def on_postgresql(audiences, clauses) -> str:
    """A tsquery, not read by any dictionary: the words are tokens already."""
    return _for_each(audiences, clauses, _postgresql_clause, (" & ", " | "))


def _for_each(audiences, clauses, write, signs) -> str:
    both, either = signs
    clauses = clauses or [EVERYTHING]
    return either.join([f"({both.join([write(owner, clause) for clause in clauses])})" for owner in sorted(audiences)])


SQLITE_FIELDS = {
    "tags": "tags",
    "title": "title_words",
    "author": "author_words",
    "text": "{title_words body_words author_words}",
}
POSTGRESQL_FIELDS = {"tags": "k_", "title": "t_", "author": "by_", "text": ""}


def _sqlite_clause(owner: int, clause: Clause) -> str:
    return f"{SQLITE_FIELDS[clause.field]} : ({' OR '.join([_sqlite_term(owner, term) for term in clause.terms])})"


def _sqlite_term(owner: int, term: Term) -> str:
    words, is_beginning = term
    return f'"{" ".join([f"{owner}_{word}" for word in words])}"' + (" *" if is_beginning else "")


def _postgresql_clause(owner: int, clause: Clause) -> str:
    return f"({' | '.join([_postgresql_term(owner, clause.field, term) for term in clause.terms])})"


def _postgresql_term(owner: int, field: str, term: Term) -> str:
    words, is_beginning = term
    names = [f"'{owner}_{POSTGRESQL_FIELDS[field]}{word}'" for word in words]
    if len(names) > 1:  # a title is kept as a set of words: that they follow each other is asked of the text
        return f"({(' <-> ' if field == 'text' else ' & ').join(names)})"
    return names[0] + (":*" if is_beginning else "")
