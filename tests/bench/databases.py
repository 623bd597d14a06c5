"""Where the benchmarks run: an empty database on an engine, and the application on it."""

import contextlib
import logging
import os
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import create_engine, make_url, text

from app import create_app
from tests.everything import find_server


def engines(asked: list[str] | None) -> list[str]:
    """Those that were asked for, or both; PostgreSQL only where a server answers."""
    chosen = asked or ["sqlite", "postgresql"]
    if "postgresql" in chosen and not find_server():
        print("PostgreSQL: no server answers; not measured", flush=True)
        return [engine for engine in chosen if engine != "postgresql"]
    return chosen


@contextlib.contextmanager
def database(engine: str, folder: Path):
    """The address of an empty database, which is gone afterwards."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'bench.sqlite3'}"
        return
    url = make_url(find_server()).set(database=f"leerkring_bench_{os.getpid()}")  # two may be measured at once
    administration = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with administration.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {url.database}"))
    try:
        yield url.render_as_string(hide_password=False)
    finally:
        with administration.connect() as connection:
            connection.execute(text(f"DROP DATABASE {url.database} WITH (FORCE)"))
        administration.dispose()


def application(url: str, folder: Path):
    """The application on this database, with its tables; servers that are started afterwards find it too."""
    os.environ.update(
        {
            "DATABASE_URL": url,
            "INSTANCE_PATH": str(folder),
            "SECRET_KEY": "bench",
            "DEMO": "0",
            "LOG_LEVEL": "error",
            "LIMITS": "off",
        }
    )
    app = create_app()
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with app.app_context():
        upgrade()
    return app
