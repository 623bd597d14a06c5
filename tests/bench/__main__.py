"""`python -m tests.bench [--size S --size M] [--engine sqlite --engine postgresql]`: fill, serve, measure, compare, write down."""

import argparse
import contextlib
import gzip
import http.client
import itertools
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from discussions.lists.queries import PAGE as LINES
from discussions.models import PAGE as POSTS
from lms.config import ROOT
from lms.database import db
from lms.people.actions import start_session
from lms.people.models import User
from tests.bench import listening, load, report
from tests.bench.databases import application, database, engines
from tests.bench.fill import SIZES, Filled, fill
from tests.statements import counted_statements

CONNECTIONS = 4
COLUMNS = ("page", "requests/s", "ratio", "p50 ms", "p95 ms", "p99 ms", "statements", "kB", "kB gzip")


@dataclass(frozen=True)
class Row:
    page: str
    figures: load.Figures
    ratio: float
    statements: int
    zipped: int

    def cells(self) -> list[str]:
        f = self.figures
        return [
            self.page,
            f"{f.per_second:.0f}",
            f"{self.ratio:.2f}",
            f"{f.p50:.1f}",
            f"{f.p95:.1f}",
            f"{f.p99:.1f}",
            str(self.statements),
            f"{f.size / 1000:.1f}",
            f"{self.zipped / 1000:.1f}",
        ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", action="append", choices=SIZES, help="how full the database is; S and M unless told")
    parser.add_argument("--engine", action="append", choices=["sqlite", "postgresql"])
    parser.add_argument("--seconds", type=float, default=4.0, help="how long each page is asked for")
    options = parser.parse_args()
    sections = []
    for engine in engines(options.engine):
        for size in options.size or ["S", "M"]:
            sections.append(section(engine, size, options.seconds))
            print(sections[-1], flush=True)
    introduction = INTRODUCTION.format(moment=datetime.now(UTC).strftime("%Y-%m-%d"))
    report.write("Benchmarks", introduction + "\n".join(sections))
    return 0


INTRODUCTION = """The last table `make bench` printed ({moment}). Absolute figures drift with the machine, so each row carries its ratio to the
yardstick: a bare Flask view rendering a 30 kB page from memory, in the same server with the same settings, measured just
before and just after it. Four keep-alive connections, one web process with eight threads, signed in, uncompressed;
“kB gzip” is what a browser would receive of the page itself. Statements are counted in the application, sign-in included.
The rows “complete a lesson”, “save a quiz answer” and “reply” post what a page would, one person at a time. “Streams open” are event streams of pages that listen for news.

"""


def section(engine: str, size: str, seconds: float) -> str:
    with tempfile.TemporaryDirectory() as folder, database(engine, Path(folder)) as url:
        app = application(url, Path(folder))
        began = time.perf_counter()
        with app.app_context():
            filled = fill(SIZES[size])
            token = start_session(db.session.get_one(User, filled.user_id))
            facilitators = start_session(db.session.get_one(User, filled.facilitator_id))
            learners = start_session(db.session.get_one(User, filled.learner_id))
            open_pages = listening.open_pages(filled.short_topic_id)
            db.session.commit()
            db.session.remove()
        filling = time.perf_counter() - began
        with (
            serve("app:create_app()", "gunicorn.conf.py") as port,
            serve("tests.bench.yardstick:create_app()", None) as yard,
        ):
            cookie = {"Cookie": f"leerkring={token}"}
            rows = [page_row(app, port, yard, cookie, name, path, seconds) for name, path in pages(filled)]
            if not filled.one_space:
                book, by = f"/cohorts/{filled.graded_cohort_id}/grades", {"Cookie": f"leerkring={facilitators}"}
                rows.append(page_row(app, port, yard, by, "gradebook, 14 people × 60 things", book, seconds))
                rows += [page_row(app, port, yard, by, name, path, seconds) for name, path in led_pages(filled)]
                rows.append(completing_row(port, yard, cookie, filled, seconds))
                rows.append(answering_row(port, yard, {"Cookie": f"leerkring={learners}"}, filled, seconds))
                rows.append(reply_row(app, port, yard, cookie, filled, seconds))
                rows += listening_rows(app, port, yard, cookie, filled, open_pages, seconds)
        with app.app_context():
            db.engine.dispose()
    head = f"## {engine}, size {size}: {SIZES[size].people:,} people, {SIZES[size].posts:,} posts (filled in {filling:.0f} s)\n\n"
    return head + as_table(rows) + compared(rows) + "\n"


def pages(filled: Filled) -> list[tuple[str, str]]:
    topic = f"/topics/{filled.long_topic_id}"
    if filled.one_space:
        return far_pages(filled, topic)
    return [
        ("home", "/"),
        ("lesson with conversation", f"/lessons/{filled.lesson_id}"),
        ("cohort", f"/cohorts/{filled.cohort_id}"),
        ("thread, first page", f"{topic}?from=1"),
        ("thread, middle page", f"{topic}?from={filled.long_topic // 2 + 1}"),
        ("thread, last page", f"{topic}?from={filled.long_topic - 19}"),
        ("search", "/search?" + urlencode({"q": "verzekering "})),
        ("inbox", "/inbox"),
    ]


def led_pages(filled: Filled) -> list[tuple[str, str]]:
    """What who leads a cohort and keeps the community opens; figures are those of the year in which everything was said."""
    cohort = f"/cohorts/{filled.graded_cohort_id}"
    return [
        ("directory", "/people?q=person"),
        ("calendar", "/calendar"),
        ("today of a facilitator", f"{cohort}/today"),
        ("figures of a cohort", f"{cohort}/insights?period=2025"),
        ("figures of the academy", "/insights/academy?period=2025"),
    ]


def far_pages(filled: Filled, topic: str) -> list[tuple[str, str]]:
    """Page 500 beside page 1: of a thread, and of lists of one space; they have to cost the same."""
    lists = f"/cohorts/{filled.cohort_id}"
    far = filled.after_topic(499 * LINES)
    pairs = [("thread, page 1", f"{topic}?from=1"), ("thread, page 500", f"{topic}?from={499 * POSTS + 1}")]
    for name, address in (("list", f"{lists}?"), ("questions", f"{lists}?show=questions&")):
        pairs += [
            (f"{name}, page 1", f"{address}before={filled.after_topic(0)}"),
            (f"{name}, page 500", f"{address}before={far}"),
        ]
    return pairs


def compared(rows: list[Row]) -> str:
    """“thread, page 500: 1.03 × page 1”, of the medians."""
    p50 = {row.page: row.figures.p50 for row in rows}
    names = [name.removesuffix(", page 500") for name in p50 if name.endswith(", page 500")]
    times = [
        f"{name}: page 500 takes {p50[f'{name}, page 500'] / p50[f'{name}, page 1']:.2f} × page 1" for name in names
    ]
    return f"\n{'; '.join(times)}.\n" if times else ""


def page_row(app, port: int, yard: int, cookie: dict, name: str, path: str, seconds: float) -> Row:
    load.measure(port, path, seconds=0.5, connections=CONNECTIONS, headers=cookie)
    before = load.measure(yard, "/", seconds=seconds / 2, connections=CONNECTIONS)
    figures = load.measure(port, path, seconds=seconds, connections=CONNECTIONS, headers=cookie)
    after = load.measure(yard, "/", seconds=seconds / 2, connections=CONNECTIONS)
    client = app.test_client()
    client.set_cookie("leerkring", cookie["Cookie"].partition("=")[2])
    client.get(path)
    with app.app_context(), counted_statements() as count:
        body = client.get(path).get_data()
    ratio = figures.per_second / ((before.per_second + after.per_second) / 2)
    return Row(name, figures, ratio, count(), len(gzip.compress(body, 6)))


def listening_rows(app, port, yard, cookie: dict, filled: Filled, open_pages: list, seconds: float) -> list[Row]:
    """One page with nobody listening and with many, one after the other; and a reply that its readers hear."""
    page, count = f"/topics/{filled.short_topic_id}?from=1", len(open_pages)
    rows = [page_row(app, port, yard, cookie, "thread, nobody listening", page, seconds)]
    with listening.all_listening(port, open_pages):
        rows.append(page_row(app, port, yard, cookie, f"thread, {count} streams open", page, seconds))
        reply = reply_row(app, port, yard, cookie, filled, seconds)
        rows.append(replace(reply, page=f"reply, {count} streams open"))
    return rows


def reply_row(app, port: int, yard: int, cookie: dict, filled: Filled, seconds: float) -> Row:
    """Post replies one after the other, each with the form token and key a page would give it."""
    path = f"/topics/{filled.short_topic_id}"

    def sent(_page: str) -> dict:
        return {"form_key": os.urandom(12).hex(), "body": f"A reply written at {time.time()}."}

    return posting_row("reply", port, yard, cookie, path, f"{path}/replies", sent, seconds)


def completing_row(port: int, yard: int, cookie: dict, filled: Filled, seconds: float) -> Row:
    """Complete a lesson over and over, as pressing the button does."""
    path = f"/lessons/{filled.lesson_id}"

    def sent(page: str) -> dict:
        return {"revision": re.search(r'name="revision"[^>]*value="(\d+)"', page)[1]}

    return posting_row("complete a lesson", port, yard, cookie, path, f"{path}/completion", sent, seconds)


def answering_row(port: int, yard: int, cookie: dict, filled: Filled, seconds: float) -> Row:
    """Save another answer to the first of ten questions, as the page does by itself."""
    path, sequences = f"/attempts/{filled.attempt_id}", itertools.count(1)

    def sent(_page: str) -> dict:
        number = next(sequences)
        return {"go": "stay", "sequence-1": number, "was-1": "", "q1-chosen": "ab"[number % 2]}

    return posting_row("save a quiz answer", port, yard, cookie, path, path, sent, seconds)


def posting_row(name: str, port: int, yard: int, cookie: dict, path: str, action: str, sent, seconds: float) -> Row:
    """Post to `action` one after the other what `sent(page)` gives, with the form token of the page at `path`."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers=cookie)
    answer = connection.getresponse()
    form_cookie = answer.getheader("Set-Cookie").partition(";")[0]
    page = answer.read().decode()
    csrf = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
    headers = {"Cookie": f"{cookie['Cookie']}; {form_cookie}", "Content-Type": "application/x-www-form-urlencoded"}

    def post() -> float:
        body = urlencode({"csrf_token": csrf, **sent(page)})
        start = time.perf_counter()
        connection.request("POST", action, body, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status not in (204, 303):
            raise RuntimeError(f"{name} answered {answer.status}")
        return time.perf_counter() - start

    warm = time.perf_counter() + 0.5  # as pages are asked for before they are measured
    while time.perf_counter() < warm:
        post()
    times, began = [], time.perf_counter()
    while time.perf_counter() < began + seconds:
        times.append(post())
    size = len(urlencode({"csrf_token": csrf, **sent(page)}))
    figures = load.figures_of(times, time.perf_counter() - began, size)
    bare = load.measure(yard, "/", seconds=1, connections=1)
    return Row(name, figures, figures.per_second / bare.per_second, 0, 0)


def as_table(rows: list[Row]) -> str:
    lines = ["| " + " | ".join(COLUMNS) + " |", "|---" * len(COLUMNS) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row.cells()) + " |" for row in rows]) + "\n"


@contextlib.contextmanager
def serve(application: str, configuration: str | None):
    """gunicorn with one process and eight threads on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn"]
    if configuration:
        command += ["-c", configuration]
    else:
        command += [
            "-c",
            "/dev/null",
            "--worker-class",
            "gthread",
            "--threads",
            "8",
            "--bind",
            f"127.0.0.1:{port}",
            application,
        ]
    server = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "PORT": str(port)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(port: int, patience: float = 60) -> None:
    end = time.monotonic() + patience
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise


if __name__ == "__main__":
    sys.exit(main())
