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


def run(title: str, *arguments: str, **environment: str) -> bool:
    print(f"\n== {title}", flush=True)
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, check=False).returncode == 0


def run_in_chromium(*parallel: str) -> bool:
    """Two browsers on a busy machine can keep each other waiting: what failed runs once more, alone, and is named by pytest.

    A test that fails alone too fails the suite.
    """
    chromium = ("-m", "browser")
    return run("Chromium", *parallel, *chromium, TEST_DATABASE_URL="") or run(
        "Chromium: what failed, alone",
        *("--last-failed", "--last-failed-no-failures", "none", "-v"),
        *chromium,
        TEST_DATABASE_URL="",
    )


def main() -> int:
    server = find_server()
    processes = int(os.environ.get("TEST_PROCESSES") or os.cpu_count() or 1)
    parallel = in_parallel(processes)
    results = [run("SQLite", *parallel, "-m", "not browser", TEST_DATABASE_URL="")]
    if server:
        results.append(run("PostgreSQL", *parallel, "-m", "not browser", TEST_DATABASE_URL=server))
    else:
        print("\n== PostgreSQL: no server answers and TEST_DATABASE_URL is not set; not run", flush=True)
    results.append(run_in_chromium(*in_parallel(processes + 1)))  # browsers wait for pages to come to rest
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
