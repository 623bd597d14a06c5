"""Every SELECT about search: ranked hits of what a person may see, and how many there are of each kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import JSON, bindparam, text

from lms.database import UtcDateTime, db
from lms.search.models import KINDS
from lms.search.ranking import best
from lms.search.words import MAX_QUERY_WORDS, alternatives, mark_words, passage

MOST = 100  # hits shown at most; past that, one more word helps more than one more page
COUNTED = 500  # hits counted at most per kind
RANKED = 200  # newest hits among which the best are chosen on SQLite


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    object_id: int
    title: Markup
    passage: Markup
    url: str
    author_name: str
    at: datetime
    extra: dict
    language: str


@dataclass(frozen=True, slots=True)
class Results:
    """`counts` maps each kind to its number of hits (COUNTED at most); `more` says that hits were left out."""

    hits: tuple[Hit, ...]
    counts: dict[str, int]
    more: bool

    @property
    def total(self) -> int:
        return sum(self.counts.values())


NOTHING = Results((), {}, False)
_left_out: dict[str, Callable] = {}


def leave_out(kind: str, find: Callable) -> None:
    """`find(viewer)` gives the ids of this kind a person may know of and not read yet; app.py lists them all."""
    _left_out[kind] = find


def search(viewer, query: str, *, kinds: tuple[str, ...] = (), limit: int = 20) -> Results:
    """Hits for the words of `query` among what `viewer` may see and read; as many statements whatever is found."""
    asked = alternatives(query)
    if not asked:
        return NOTHING
    limit = max(1, min(limit, MOST))
    kinds = tuple(kind for kind in kinds if kind in KINDS)
    engine = _Postgresql if db.session.get_bind().dialect.name == "postgresql" else _Sqlite
    but = _but(viewer)
    rows = engine.hits(viewer.audiences, asked, kinds, but, limit + 1)
    counts = db.session.execute(
        text(engine.COUNTS + but + " GROUP BY d.kind"),
        {"match": engine.match(viewer.audiences, asked, ()), "most": COUNTED * len(KINDS)},
    ).all()
    hits = tuple(_hit(row, asked) for row in rows[:limit])
    return Results(hits, {row.kind: min(row.number, COUNTED) for row in counts}, len(rows) > limit)


def find_resembling(viewer, words: list[tuple[str, ...]], kinds: tuple[str, ...], limit: int) -> list:
    """Rows for any of the words, each given as the forms it may have, among what `viewer` may see and read."""
    asked = [(tuple(dict.fromkeys(form for forms in words[:MAX_QUERY_WORDS] for form in forms)), False)]
    engine = _Postgresql if db.session.get_bind().dialect.name == "postgresql" else _Sqlite
    return db.session.execute(
        _documents(engine.HITS + _but(viewer) + engine.BEST),
        {"match": engine.match(viewer.audiences, asked, kinds), "limit": limit},
    ).all()


_DOCUMENT = "SELECT d.id, d.kind, d.object_id, d.title, d.body, d.url, d.author_name, d.at, d.extra, d.language "


def _documents(statement: str):
    return text(_DOCUMENT + statement).columns(at=UtcDateTime, extra=JSON)


class _Sqlite:
    HITS = "FROM search_index i JOIN search_documents d ON d.id = i.rowid WHERE search_index MATCH :match"
    NEWEST = "SELECT * FROM (SELECT i.rowid " + HITS + "{but} ORDER BY i.rowid DESC LIMIT :most)"
    CANDIDATES = (
        "SELECT i.rowid AS id, i.title, i.body, d.weight FROM search_index i "
        "JOIN search_documents d ON d.id = i.rowid WHERE i.rowid IN "
        f"({NEWEST.replace(':match', ':in_title')} UNION {NEWEST})"
    )
    THESE = _documents("FROM search_documents d WHERE d.id IN :ids").bindparams(bindparam("ids", expanding=True))
    BEST = " ORDER BY bm25(search_index, 0.0, 0.0, 8.0, 1.0) * d.weight, i.rowid DESC LIMIT :limit"
    COUNTS = """
        SELECT d.kind, count(*) AS number FROM
            (SELECT rowid FROM search_index WHERE search_index MATCH :match LIMIT :most) i
        JOIN search_documents d ON d.id = i.rowid WHERE true"""

    @classmethod
    def hits(cls, audiences, asked, kinds, but: str, limit: int) -> list:
        """The best among the newest hits, and among the newest with every word in the title."""
        values = {
            "match": cls.match(audiences, asked, kinds),
            "in_title": cls.match(audiences, asked, kinds, where="title"),
            "most": RANKED,
        }
        candidates = db.session.execute(text(cls.CANDIDATES.format(but=but)), values).all()
        ids = best(candidates, asked, limit)
        documents = {row.id: row for row in db.session.execute(cls.THESE, {"ids": ids})}
        return [documents[id_] for id_ in ids]

    @staticmethod
    def match(audiences, asked, kinds, where="title body") -> str:
        parts = [f"audience : ({' OR '.join(f'aud{a}' for a in sorted(audiences))})"]
        if kinds:
            parts.append(f"kind : ({' OR '.join(kinds)})")
        for choices, unfinished in asked:
            words = [
                f'"{word}"' + ("*" if unfinished and position == 0 else "") for position, word in enumerate(choices)
            ]
            parts.append(f"{{{where}}} : ({' OR '.join(words)})")
        return " AND ".join(parts)


class _Postgresql:
    HITS = (
        "FROM search_index i JOIN search_documents d ON d.id = i.document_id, to_tsquery('simple', :match) AS asked "
        "WHERE i.words @@ asked"
    )
    BEST = " ORDER BY ts_rank('{0.05, 0.2, 0.4, 1.0}', i.words, asked, 1) * d.weight DESC, d.id DESC LIMIT :limit"
    COUNTS = """
        SELECT d.kind, count(*) AS number FROM
            (SELECT document_id FROM search_index WHERE words @@ to_tsquery('simple', :match) LIMIT :most) i
        JOIN search_documents d ON d.id = i.document_id WHERE true"""

    @classmethod
    def hits(cls, audiences, asked, kinds, but: str, limit: int) -> list:
        values = {"match": cls.match(audiences, asked, kinds), "limit": limit}
        return db.session.execute(_documents(cls.HITS + but + cls.BEST), values).all()

    @staticmethod
    def match(audiences, asked, kinds) -> str:
        parts = [" | ".join(f"aud{a}" for a in sorted(audiences))]
        if kinds:
            parts.append(" | ".join(f"kind{kind}" for kind in kinds))
        for choices, unfinished in asked:
            words = [
                f"'{word}'" + (":*" if unfinished and position == 0 else "") for position, word in enumerate(choices)
            ]
            parts.append(" | ".join(words))
        return " & ".join(f"({part})" for part in parts)


def _but(viewer) -> str:
    """The condition that leaves out what a person may not read yet; ids are ours and whole numbers."""
    left_out = {kind: ",".join(str(int(number)) for number in find(viewer)) for kind, find in _left_out.items()}
    return "".join(f" AND NOT (d.kind = '{kind}' AND d.object_id IN ({ids}))" for kind, ids in left_out.items() if ids)


def _hit(row, asked) -> Hit:
    return Hit(
        kind=row.kind,
        object_id=row.object_id,
        title=mark_words(row.title, asked),
        passage=passage(row.body, asked),
        url=row.url,
        author_name=row.author_name,
        at=row.at,
        extra=row.extra,
        language=row.language,
    )
