"""`make bench-search`: how good search is, and how its time grows from ten thousand documents to a million, on both engines."""

import argparse
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, select, text

from demo.seed import seed
from discussions.actions import found_academy_space
from lms.access import Audience, Viewer
from lms.admin.founding import found_academy
from lms.database import db
from lms.search.forgiving.queries import find
from lms.search.models import SearchDocument
from tests.bench import load, quality, report
from tests.bench.databases import application, database, engines
from tests.bench.fill import index_documents

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "md-security-101-en-nl"
FEW, MANY = 10_000, 1_000_000  # documents
AUDIENCES, SEEN = 500, 3  # and how many of them the person who searches is in
FIRST_AUDIENCE = 10_001
MOST_TIMES = 3.0  # what a search may take among many, beside one among few
ROUNDS = 5
SHOWN = 8  # of the worst queries
BEGAN = datetime(2024, 1, 8, 9, tzinfo=UTC)
SENTENCE = re.compile(r"(?<=[.!?”])\s+")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", action="append", choices=["sqlite", "postgresql"])
    parser.add_argument("--many", type=int, default=MANY, help="documents in the large index")
    parser.add_argument("--only", choices=["quality", "time"], help="one half of it")
    options = parser.parse_args()
    sections, failures = [], []
    for engine in engines(options.engine):
        with tempfile.TemporaryDirectory() as folder, database(engine, Path(folder)) as url:
            app = application(url, Path(folder))
            _fill_demo(app)
            for half, measured in (("quality", quality_section), ("time", time_section)):
                if options.only in (None, half):
                    words, failed = measured(engine, app, options.many)
                    print(words, flush=True)
                    sections.append(words)
                    failures += failed
            with app.app_context():
                db.engine.dispose()
    if (options.only, options.engine, options.many) == (None, None, MANY):
        report.write("Search", INTRODUCTION.format(moment=f"{datetime.now(UTC):%Y-%m-%d}") + "\n".join(sections))
    print("\n".join(failures) or "Search keeps what it promises.")
    return 1 if failures else 0


INTRODUCTION = f"""What `make bench-search` printed last ({{moment}}).

**Quality**: the queries of `tests/bench/judged.toml` asked as the people named there; nDCG@10 has to be {quality.LEAST} on the mean, and
who types a title has to find it first. **Time**: one search as the page makes it (words, typos, counts, passages), one after the
other, among {FEW:,} and among {MANY:,} documents made of the sentences of the demo, whose {AUDIENCES} audiences have equal shares;
who searches is in {SEEN} of them. The p95 among the many may be {MOST_TIMES:g} × that among the few. Figures drift with the machine;
the ratio is what counts.

"""


def _fill_demo(app) -> None:
    with app.app_context():
        found_academy()
        found_academy_space()
        seed()
        db.session.commit()


def quality_section(engine: str, app, _many: int) -> tuple[str, list[str]]:
    with app.app_context():
        found = [quality.ask(query) for query in quality.judged_queries(of_corpus=False)]
    if CORPUS.exists():
        imported = app.test_cli_runner().invoke(args=["import-course", str(CORPUS), "--json"])
        if imported.exit_code:
            raise RuntimeError(imported.output)
        with app.app_context():
            found += [quality.ask(query) for query in quality.judged_queries(of_corpus=True)]
    groups = {"all": found}
    groups |= {name: [f for f in found if f.judged.language == name] for name in ("nl", "en")}
    groups |= {
        kind: [f for f in found if f.judged.kind == kind] for kind in dict.fromkeys(f.judged.kind for f in found)
    }
    lines = ["| queries | number | nDCG@10 |", "|---|---|---|"]
    lines += [f"| {name} | {len(some)} | {quality.mean(some):.3f} |" for name, some in groups.items()]
    worst = sorted(found, key=lambda one: one.score)[:SHOWN]
    lines += ["", "The worst: " + "; ".join(f"{one.judged.words.strip()} ({one.score:.2f})" for one in worst) + "."]
    failures = [f"{engine}: “{one.judged.words}” does not find its title first" for one in found if one.misses_title]
    if quality.mean(found) < quality.LEAST:
        failures.append(f"{engine}: nDCG@10 is {quality.mean(found):.3f}, below {quality.LEAST}")
    return f"## {engine}: quality\n\n" + "\n".join(lines) + "\n", failures


def time_section(engine: str, app, many: int) -> tuple[str, list[str]]:
    with app.app_context():
        return _time_section(engine, many)


def _time_section(engine: str, many: int) -> tuple[str, list[str]]:
    sentences, queries = _sentences(), [query.words for query in quality.judged_queries(of_corpus=False)]
    _empty_index()
    viewer = Viewer(id=1, audiences=frozenset(range(FIRST_AUDIENCE, FIRST_AUDIENCE + SEEN)))
    figures, began = {}, time.perf_counter()
    for there, wanted in ((0, FEW), (FEW, many)):
        index_documents(_documents(sentences, there, wanted))
        db.session.execute(text("ANALYZE"))
        db.session.commit()
        figures[wanted] = _timed(viewer, queries)
    ratio = figures[many].p95 / figures[FEW].p95
    lines = ["| documents | searches/s | p50 ms | p95 ms | p99 ms |", "|---|---|---|---|---|"]
    lines += [
        f"| {number:,} | {f.per_second:.0f} | {f.p50:.1f} | {f.p95:.1f} | {f.p99:.1f} |"
        for number, f in figures.items()
    ]
    lines += [
        "",
        f"p95 among {many:,} is {ratio:.2f} × p95 among {FEW:,} (filled and measured in {time.perf_counter() - began:.0f} s).",
    ]
    failures = [f"{engine}: p95 grows {ratio:.2f} ×, above {MOST_TIMES:g}"] if ratio > MOST_TIMES else []
    return f"## {engine}: time\n\n" + "\n".join(lines) + "\n", failures


def _timed(viewer: Viewer, queries: list[str]) -> load.Figures:
    """Every query in every round, after one that counts for nothing."""
    times = []
    for round_ in range(ROUNDS + 1):
        for words in queries:
            began = time.perf_counter()
            find(viewer, words)
            if round_:
                times.append(time.perf_counter() - began)
            db.session.rollback()
    return load.figures_of(times, sum(times), 0)


def _sentences() -> dict[str, list[str]]:
    """What people and authors of the demo wrote, by language."""
    rows = db.session.execute(select(SearchDocument.language, SearchDocument.title, SearchDocument.body))
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.language, []).extend(s for s in (row.title, *SENTENCE.split(row.body)) if len(s) > 10)
    return found


def _empty_index() -> None:
    db.session.execute(text("DELETE FROM search_index"))
    db.session.execute(text("DELETE FROM search_documents"))
    ids = range(FIRST_AUDIENCE, FIRST_AUDIENCE + AUDIENCES)
    db.session.execute(insert(Audience), [{"id": n, "kind": "cohort", "name": f"Cohort {n}", "size": 14} for n in ids])
    db.session.commit()


def _documents(sentences: dict[str, list[str]], first: int, after_last: int) -> Iterator[dict]:
    """Conversations of one to eight sentences, spread over the audiences and over time."""
    chance, languages = random.Random(first), sorted(sentences)
    for number in range(first + 1, after_last + 1):
        language = languages[number % len(languages)]
        said = chance.choices(sentences[language], k=chance.randint(2, 9))
        yield {
            "id": number,
            "kind": "topic" if number % 5 == 0 else "post",
            "object_id": number,
            "language": language,
            "audience_id": FIRST_AUDIENCE + number % AUDIENCES,
            "title": said[0][:120],
            "body": " ".join(said[1:]),
            "at": BEGAN + timedelta(seconds=60 * number),
            "url": f"/posts/{number}",
            "author_name": f"Person {number % 997}",
            "extra": {"space_id": number % AUDIENCES, "kind": "question" if number % 3 else "discussion"},
        }


if __name__ == "__main__":
    sys.exit(main())
