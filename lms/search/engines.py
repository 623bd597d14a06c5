"""Engines: among what is looked for whom, and how FTS5 and PostgreSQL are asked for the newest of it."""

from collections.abc import Callable
from dataclasses import dataclass

from lms.database import db, now
from lms.search import matching
from lms.search.asked import Asked, months, span
from lms.search.places import tags_of_place

COUNTED = 500  # hits counted at most per kind
RANKED = 200  # newest hits among which the best are chosen

_left_out: dict[str, Callable] = {}


def leave_out(kind: str, find: Callable) -> None:
    """`find(viewer)` gives the ids of this kind a person may know of and not read yet; app.py lists them all."""
    _left_out[kind] = find


@dataclass(frozen=True, slots=True)
class Scope:
    """Among what is looked: whose, the clauses of the index, and what is asked of the documents beside it."""

    audiences: frozenset[int]
    clauses: list[matching.Clause]
    but: str
    values: dict

    @classmethod
    def of(cls, viewer, asked: Asked) -> "Scope":
        after, before = span(asked, viewer.timezone)
        places = [tags_of_place(viewer, name) for name in asked.places]
        clauses = matching.narrowed(asked, months(after, before, now().date()), places)
        but, values = _but(viewer), {}
        if after:
            but, values["after"] = f"{but} AND d.at >= :after", after
        if before:
            but, values["before"] = f"{but} AND d.at < :before", before
        return cls(viewer.audiences, clauses, but, values)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for in one pass through the index: a document is a hit of at least so many of the ways."""

    name: str
    ways: list[list[matching.Clause]]
    least: int = 1
    most: int = RANKED

    @classmethod
    def of(
        cls, name: str, clauses: list[matching.Clause], asked: Asked, field: str = "text", most: int = RANKED
    ) -> "Sought":
        words, clauses = matching.words_said(asked, field), clauses + matching.phrases_said(asked, field)
        if not asked.loosely:
            return cls(name, [[*clauses, *words]], most=most)
        return cls(name, [[*clauses, word] for word in words], max(2, len(words) // 2), most)


class Engine:
    """What both have in common: statements over the ids that a `WHICH` finds in their index."""

    ID = WHICH = NEWEST_FIRST = DOCUMENTS = ""

    @classmethod
    def newest(cls, sought: Sought, scope: Scope) -> str:
        """The ids of the newest hits."""
        return f"{cls._hits(sought, scope)} ORDER BY {cls.NEWEST_FIRST.format('hit.id')} LIMIT {sought.most:d}"

    @classmethod
    def some(cls, sought: Sought, scope: Scope) -> str:
        """The ids of as many hits as are counted."""
        return f"{cls._hits(sought, scope)} LIMIT {COUNTED}"

    @classmethod
    def values(cls, sought: Sought, scope: Scope) -> dict[str, str]:
        return {f"{sought.name}{n}": cls.match(scope.audiences, way) for n, way in enumerate(sought.ways)}

    @classmethod
    def _hits(cls, sought: Sought, scope: Scope) -> str:
        ways = [
            f"SELECT {cls.ID} AS id FROM search_index i WHERE {cls.WHICH.format(f'{sought.name}{n}')}"
            for n in range(len(sought.ways))
        ]
        hits = ways[0]
        if len(ways) > 1:
            hits = (
                f"SELECT id FROM ({' UNION ALL '.join(ways)}) AS found GROUP BY id HAVING count(*) >= {sought.least:d}"
            )
        return cls._readable(hits, scope)

    @classmethod
    def _readable(cls, hits: str, scope: Scope) -> str:
        readable = f"SELECT d.id FROM {cls.DOCUMENTS.format(hits)}{scope.but}" if scope.but else hits
        return f"SELECT hit.id FROM ({readable}) AS hit"


class Sqlite(Engine):
    ID, NEWEST_FIRST = "i.rowid", "{} DESC"
    WHICH = "search_index MATCH :{}"
    DOCUMENTS = "({}) AS found JOIN search_documents d ON d.id = found.id WHERE true"
    HITS = "FROM search_index i JOIN search_documents d ON d.id = i.rowid WHERE search_index MATCH :match"
    BEST = " ORDER BY bm25(search_index, 0.0, 8.0, 1.0, 0.0) * d.weight, i.rowid DESC LIMIT :limit"
    match = staticmethod(matching.on_sqlite)
    any_of = staticmethod(" OR ".join)

    @classmethod
    def among_newest(cls, scope: Scope, most: int) -> str:
        """That a document is one of the newest hits for `:matches`."""
        hits = f"SELECT {cls.ID} AS id FROM search_index i WHERE {cls.WHICH.format('matches')}"
        return f"{cls.ID} IN ({cls._readable(hits, scope)} ORDER BY hit.id DESC LIMIT {most:d})"


class Postgresql(Engine):
    # A sum is no column: the newest are sorted out of what the index finds, not looked for backwards from the newest row.
    ID, NEWEST_FIRST = "i.document_id", "{} + 0 DESC"
    WHICH = "i.words @@ CAST(:{} AS tsquery)"
    # As a list they are looked up one by one: the planner expects a hundred times as many, and would read all documents for them.
    DOCUMENTS = "search_documents d WHERE d.id = ANY(ARRAY({}))"
    HITS = (
        "FROM search_index i JOIN search_documents d ON d.id = i.document_id, CAST(:match AS tsquery) AS asked "
        "WHERE i.words @@ asked"
    )
    BEST = " ORDER BY ts_rank('{0.05, 0.2, 0.4, 1.0}', i.words, asked, 1) * d.weight DESC, d.id DESC LIMIT :limit"
    match = staticmethod(matching.on_postgresql)
    any_of = staticmethod(list)

    @classmethod
    def among_newest(cls, scope: Scope, most: int) -> str:
        """The same. Left to itself the planner reads the whole index for an expression of a thousand terms, which takes seconds."""
        hits = f"SELECT {cls.ID} AS id FROM search_index i WHERE i.words @@ asked"
        newest = f"{cls._readable(hits, scope)} ORDER BY {cls.NEWEST_FIRST.format('hit.id')} LIMIT {most:d}"
        each = f"unnest(CAST(:matches AS tsquery[])) AS asked CROSS JOIN LATERAL ({newest}) AS found"
        return f"{cls.ID} = ANY(ARRAY(SELECT found.id FROM {each}))"


def engine_of_session() -> type[Engine]:
    """How the database of this session is asked."""
    return Postgresql if db.session.get_bind().dialect.name == "postgresql" else Sqlite


def _but(viewer) -> str:
    """The condition that leaves out what a person may not read yet; ids are ours and whole numbers."""
    left_out = {kind: ",".join(str(int(number)) for number in find(viewer)) for kind, find in _left_out.items()}
    return "".join(f" AND NOT (d.kind = '{kind}' AND d.object_id IN ({ids}))" for kind, ids in left_out.items() if ids)
