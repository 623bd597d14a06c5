"""`make test`: the suite on SQLite, on PostgreSQL where one answers, and in Chromium; fails if any part does."""

import os
import subprocess
import sys

from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

LOCAL_SERVERS = (
    "postgresql+psycopg://postgres@127.0.0.1:5432/postgres",
    "postgresql+psycopg://root@127.0.0.1:5432/postgres",
    "postgresql+psycopg:///postgres",
)


def find_server() -> str:
    """TEST_DATABASE_URL, else a local PostgreSQL that lets us in without a password, else nothing."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        return given.replace("postgresql://", "postgresql+psycopg://", 1)
    for url in LOCAL_SERVERS:
        try:
            engine = create_engine(url, connect_args={"connect_timeout": 2})
            with engine.connect():
                return url
        except OperationalError:
            continue
        finally:
            engine.dispose()
    return ""


def in_parallel(processes: int) -> tuple[str, ...]:
    return ("-n", str(processes), "--dist", "loadfile", "--no-loadscope-reorder")


def pytest(title: str, *arguments: str, database: str) -> bool:
    print(f"\n== {title}", flush=True)
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, env={**os.environ, "TEST_DATABASE_URL": database}, check=False).returncode == 0


def run(title: str, tests: str, *, processes: int, database: str = "") -> bool:
    """What fails beside others on a busy machine runs once more, alone and named; failing alone too fails the suite."""
    return pytest(title, *in_parallel(processes), "-m", tests, database=database) or pytest(
        f"{title}: what failed, alone",
        *("--last-failed", "--last-failed-no-failures", "none", "-v", "-m", tests),
        database=database,
    )


def main() -> int:
    server = find_server()
    processes = int(os.environ.get("TEST_PROCESSES") or os.cpu_count() or 1)
    results = [run("SQLite", "not browser", processes=processes)]
    if server:
        results.append(run("PostgreSQL", "not browser", processes=processes, database=server))
    else:
        print("\n== PostgreSQL: no server answers and TEST_DATABASE_URL is not set; not run", flush=True)
    results.append(run("Chromium", "browser", processes=processes + 1))  # browsers wait for pages to come to rest
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
