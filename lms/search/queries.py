"""Every SELECT about search: ranked hits of what a person may see, and how many there are of each kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import JSON, bindparam, text

from lms.database import UtcDateTime, db, now
from lms.search import matching
from lms.search.asked import Asked, loosened, months, read, span, without_unsaid
from lms.search.models import KINDS
from lms.search.places import tags_of_place
from lms.search.ranking import best
from lms.search.words import MAX_QUERY_WORDS, mark_words, passage

MOST = 100  # hits shown at most; past that, one more word helps more than one more page
COUNTED = 500  # hits counted at most per kind
RANKED = 200  # newest hits among which the best are chosen
VOUCHED = 100  # newest hits somebody vouches for, that are among those whatever was said since


@dataclass(frozen=True, slots=True)
class Hit:
    """`reasons` say what put it where it stands (see ranking.py)."""

    kind: str
    object_id: int
    title: Markup
    passage: Markup
    url: str
    author_name: str
    at: datetime
    extra: dict
    language: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """`counts` maps each kind to its number of hits (COUNTED at most); `more` says that hits were left out."""

    hits: tuple[Hit, ...]
    counts: dict[str, int]
    more: bool
    asked: Asked = Asked()
    instead: str = ""  # what was looked for, where that is not what was typed (see forgiving/)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


NOTHING = Results((), {}, False)
_left_out: dict[str, Callable] = {}


def leave_out(kind: str, find: Callable) -> None:
    """`find(viewer)` gives the ids of this kind a person may know of and not read yet; app.py lists them all."""
    _left_out[kind] = find


def search(viewer, query: str, *, kinds: tuple[str, ...] = (), limit: int = 20) -> Results:
    """Hits for `query` among what `viewer` may see and read; as many statements whatever is found."""
    return _search(viewer, without_unsaid(read(query)), kinds, limit)


def search_loosely(viewer, query: str, *, kinds: tuple[str, ...] = (), limit: int = 20) -> Results:
    """Hits that hold most of the words of `query`, as sentences are asked; none for fewer than three words."""
    return _search(viewer, loosened(without_unsaid(read(query))), kinds, limit)


def _search(viewer, asked: Asked | None, kinds, limit: int) -> Results:
    if not asked:
        return Results((), {}, False, asked or Asked())
    limit = max(1, min(limit, MOST))
    scope = Scope.of(viewer, asked)
    ranked = best(_candidates(scope, asked, kinds), asked, limit + 1, now())
    documents = _documents_of([row.id for row in ranked])
    hits = tuple(_hit(documents[row.id], asked, row.reasons) for row in ranked[:limit])
    return Results(hits, _counts(scope, asked), len(ranked) > limit, asked)


def find_resembling(viewer, words: list[tuple[str, ...]], kinds: tuple[str, ...], limit: int) -> list:
    """Rows for any of the words, each given as the forms it may have, among what `viewer` may see and read."""
    forms = tuple(dict.fromkeys(form for forms in words[:MAX_QUERY_WORDS] for form in forms))
    scope = Scope.of(viewer, Asked())
    engine = _engine()
    match = engine.match(scope.audiences, [*matching.of_kinds(kinds), matching.word_clause((forms, False))])
    return db.session.execute(
        _documents(engine.HITS + scope.but + engine.BEST), {"match": match, "limit": limit, **scope.values}
    ).all()


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


class _Engine:
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


class _Sqlite(_Engine):
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


class _Postgresql(_Engine):
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


def _engine():
    return _Postgresql if db.session.get_bind().dialect.name == "postgresql" else _Sqlite


_DOCUMENT = "SELECT d.id, d.kind, d.object_id, d.title, d.body, d.url, d.author_name, d.at, d.extra, d.language "


def _documents(statement: str):
    return _typed(_DOCUMENT + statement).columns(at=UtcDateTime, extra=JSON)


def _typed(statement: str):
    """A statement whose moments are bound as moments."""
    moments = [name for name in ("after", "before") if f":{name}" in statement]
    return text(statement).bindparams(*(bindparam(name, type_=UtcDateTime) for name in moments))


def _documents_of(ids: list[int]) -> dict:
    these = _documents("FROM search_documents d WHERE d.id IN :ids").bindparams(bindparam("ids", expanding=True))
    return {row.id: row for row in db.session.execute(these, {"ids": ids})}


def _candidates(scope: Scope, asked: Asked, kinds) -> list:
    statement, values = choosing(scope, asked, kinds)
    return db.session.execute(_typed(statement).columns(at=UtcDateTime), values).all()


def choosing(scope: Scope, asked: Asked, kinds) -> tuple[str, dict]:
    """The statement, with its values, that finds the newest hits, the newest with every word in the title, the newest that
    somebody vouches for, and what has these very words as its title."""
    engine, inner = _engine(), [*scope.clauses, *matching.of_kinds(kinds)]
    all_sought = [Sought.of("newest", inner, asked)]
    if asked.words or asked.phrases:
        all_sought.append(Sought.of("in_title", inner, asked, "title"))
        all_sought.append(Sought.of("vouched", [*inner, matching.VOUCHED_FOR], asked, most=VOUCHED))
    if asked.whole:
        all_sought.append(Sought("titled", [[*inner, *matching.titled(asked.whole)]]))
    some = " UNION ".join(
        f"SELECT id FROM ({engine.newest(sought, scope)}) AS {sought.name}_ids" for sought in all_sought
    )
    statement = (
        f"SELECT {engine.ID} AS id, i.title, i.body, d.kind, d.audience_id, d.at, d.weight, d.title AS goes_by "
        f"FROM search_index i JOIN search_documents d ON d.id = {engine.ID} WHERE {engine.ID} IN ({some})"
    )
    values = {name: match for sought in all_sought for name, match in engine.values(sought, scope).items()}
    return statement, values | scope.values


def newest_words(scope: Scope, clause: matching.Clause, most: int) -> list:
    """The words, as tokens, of so many of the newest hits for one clause, of however many terms."""
    engine = _engine()
    matches = [engine.match(scope.audiences, [*scope.clauses, part]) for part in matching.parts_of(clause)]
    statement = (
        f"SELECT i.title, i.body FROM search_index i WHERE {engine.among_newest(scope, most)} "
        f"ORDER BY {engine.NEWEST_FIRST.format(engine.ID)} LIMIT {most:d}"
    )
    return db.session.execute(_typed(statement), {"matches": engine.any_of(matches), **scope.values}).all()


def _counts(scope: Scope, asked: Asked) -> dict[str, int]:
    """Each kind is counted for itself, so that many replies do not hide the one lesson."""
    engine = _engine()
    all_sought = {kind: Sought.of(kind, [*scope.clauses, *matching.of_kinds((kind,))], asked) for kind in KINDS}
    statement = " UNION ALL ".join(
        f"SELECT '{kind}' AS kind, (SELECT count(*) FROM ({engine.some(sought, scope)}) AS {kind}_hits) AS number"
        for kind, sought in all_sought.items()
    )
    values = {name: match for sought in all_sought.values() for name, match in engine.values(sought, scope).items()}
    rows = db.session.execute(_typed(statement), values | scope.values)
    return {row.kind: row.number for row in rows if row.number}


def _but(viewer) -> str:
    """The condition that leaves out what a person may not read yet; ids are ours and whole numbers."""
    left_out = {kind: ",".join(str(int(number)) for number in find(viewer)) for kind, find in _left_out.items()}
    return "".join(f" AND NOT (d.kind = '{kind}' AND d.object_id IN ({ids}))" for kind, ids in left_out.items() if ids)


def _hit(row, asked: Asked, reasons: tuple[str, ...]) -> Hit:
    return Hit(
        kind=row.kind,
        object_id=row.object_id,
        title=mark_words(row.title, asked.marked, row.language),
        passage=passage(row.body, asked.marked, row.language),
        url=row.url,
        author_name=row.author_name,
        at=row.at,
        extra=row.extra,
        language=row.language,
        reasons=reasons,
    )
