"""Every SELECT about search: ranked hits of what a person may see, and how many there are of each kind."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import JSON, bindparam, text

from lms.database import UtcDateTime, db, now
from lms.search import matching
from lms.search.asked import Asked, loosened, read, without_unsaid
from lms.search.engines import Scope, Sought, engine_of_session
from lms.search.models import KINDS
from lms.search.ranking import best
from lms.search.words import MAX_QUERY_WORDS, mark_words, passage

MOST = 100  # hits shown at most; past that, one more word helps more than one more page
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
    engine = engine_of_session()
    match = engine.match(scope.audiences, [*matching.of_kinds(kinds), matching.word_clause((forms, False))])
    return db.session.execute(
        _documents(engine.HITS + scope.but + engine.BEST), {"match": match, "limit": limit, **scope.values}
    ).all()


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
    engine, inner = engine_of_session(), [*scope.clauses, *matching.of_kinds(kinds)]
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
    engine = engine_of_session()
    matches = [engine.match(scope.audiences, [*scope.clauses, part]) for part in matching.parts_of(clause)]
    statement = (
        f"SELECT i.title, i.body FROM search_index i WHERE {engine.among_newest(scope, most)} "
        f"ORDER BY {engine.NEWEST_FIRST.format(engine.ID)} LIMIT {most:d}"
    )
    return db.session.execute(_typed(statement), {"matches": engine.any_of(matches), **scope.values}).all()


def _counts(scope: Scope, asked: Asked) -> dict[str, int]:
    """Each kind is counted for itself, so that many replies do not hide the one lesson."""
    engine = engine_of_session()
    all_sought = {kind: Sought.of(kind, [*scope.clauses, *matching.of_kinds((kind,))], asked) for kind in KINDS}
    statement = " UNION ALL ".join(
        f"SELECT '{kind}' AS kind, (SELECT count(*) FROM ({engine.some(sought, scope)}) AS {kind}_hits) AS number"
        for kind, sought in all_sought.items()
    )
    values = {name: match for sought in all_sought.values() for name, match in engine.values(sought, scope).items()}
    rows = db.session.execute(_typed(statement), values | scope.values)
    return {row.kind: row.number for row in rows if row.number}


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
