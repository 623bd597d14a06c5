"""Test databases on both engines: made once per process, remembered, and put back between tests."""

import contextlib
import hashlib
import os
import re
import shutil

from sqlalchemy import create_engine, event, make_url, text

from app import create_app
from lms.database import Base, db


def settings(instance, url: str) -> dict:
    return {
        "TESTING": True,
        "INSTANCE": instance,
        "SECRET_KEY": "a secret for tests",
        "SQLALCHEMY_DATABASE_URI": url,
        "SQLITE_SYNCHRONOUS": "OFF",
        "REDIS_URL": "",
        "STORAGE_URL": "",
        "MAIL_URL": "",
        "RATELIMIT_STORAGE_URI": "memory://",
        "SERVER_NAME": None,
    }


@contextlib.contextmanager
def empty_database(server_url: str, instance, worker: str):
    """The settings of an application whose database has no tables; the database is gone afterwards."""
    if not server_url:
        yield settings(instance, f"sqlite:///{instance / 'test.sqlite3'}")
        return
    url = make_url(server_url).set(database=f"leerkring_test_{worker}_{os.getpid()}")  # several suites may run at once
    drop = text(f'DROP DATABASE IF EXISTS "{url.database}" WITH (FORCE)')
    with _administration(server_url) as connection:
        connection.execute(drop)
        connection.execute(text(f'CREATE DATABASE "{url.database}"'))
        connection.execute(text(f'ALTER DATABASE "{url.database}" SET synchronous_commit = off'))
    yield settings(instance, url.render_as_string(hide_password=False))
    with _administration(server_url) as connection:
        connection.execute(drop)


@contextlib.contextmanager
def database_for_tests(server_url: str, instance, worker: str):
    with empty_database(server_url, instance, worker) as chosen:
        database = (PostgresDatabase if server_url else SqliteDatabase)(create_app(chosen))
        with database.app.app_context():
            Base.metadata.create_all(db.engine)
        yield database
        with database.app.app_context():
            db.session.remove()
            db.engine.dispose()


@contextlib.contextmanager
def _administration(server_url: str):
    engine = create_engine(make_url(server_url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def fingerprints() -> dict[str, str]:
    """What stands in each table, for tests that say that nothing changed."""
    db.session.rollback()
    return {
        name: hashlib.sha256("\n".join(sorted(map(repr, _rows_of(name)))).encode()).hexdigest()
        for name in Base.metadata.tables
    }


def _rows_of(table: str):
    return db.session.execute(text(f'SELECT * FROM "{table}"'))


class TestDatabase:
    """A database with remembered states: `remember("world")` keeps one, `put_back("world")` returns to it."""

    __test__ = False

    def __init__(self, app):
        self.app = app
        self.states: set[str] = set()

    def remember(self, state: str = "cast"):
        with self.app.app_context():
            db.session.remove()
            self._remember(state)
        self.states.add(state)

    def put_back(self, state: str = "cast"):
        with self.app.app_context():
            db.session.remove()
            self._put_back(state)
        self.app.extensions["huey"].flush()

    def undo(self):
        """Take back what was written in this process since the last `put_back` or `undo`; quicker on PostgreSQL."""
        db.session.remove()
        self._undo()
        self.app.extensions["huey"].flush()


class SqliteDatabase(TestDatabase):
    state = ""

    def _remember(self, state):
        with db.engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
        self.path = db.engine.url.database
        shutil.copyfile(self.path, f"{self.path}.{state}")

    def _put_back(self, state):
        self.state = state
        db.engine.dispose()
        for ending in ("-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                os.remove(self.path + ending)
        shutil.copyfile(f"{self.path}.{state}", self.path)

    def _undo(self):
        self._put_back(self.state)


WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+(?:ONLY\s+)?(?:public\.)?\"?(\w+)", re.I)
READS = ("SELECT", "SHOW", "SET", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


class PostgresDatabase(TestDatabase):
    """Each remembered state is a schema with copies of the tables."""

    def __init__(self, app):
        super().__init__(app)
        self.steps: dict[str, dict[str, str]] = {}
        self.state, self.written = "", set()
        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", self._note)

    def _note(self, connection, cursor, statement, parameters, context, executemany):
        if table := WRITES.match(statement):
            self.written.add(table[1])
        elif not statement.lstrip(" (\n").upper().startswith(READS):
            self.written.add("")  # not known: everything is put back

    def _remember(self, state):
        names = db.session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
        with db.engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA remembered_{state}"))
            for name in names:
                connection.execute(text(f'CREATE TABLE remembered_{state}."{name}" AS TABLE public."{name}"'))
        sequences = dict.fromkeys(names, "")
        for row in db.session.execute(
            text("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'")
        ):
            table = row.sequencename.removesuffix("_id_seq")
            value, is_used = row.last_value or 1, row.last_value is not None
            sequences[table] = f"; SELECT setval('public.\"{row.sequencename}\"', {value}, {is_used})"
        self.steps[state] = {
            name: f'DELETE FROM public."{name}"; INSERT INTO public."{name}" SELECT * FROM remembered_{state}."{name}"{sequence}'
            for name, sequence in sequences.items()
        }
        db.session.remove()

    def _put_back(self, state):
        self.state = state
        self._take(self.steps[state].values())

    def _undo(self):
        steps, written = self.steps[self.state], self.written
        if "search_documents" in written:
            written = written | {"search_index"}  # goes with it, by the foreign key
        self._take(steps.values() if "" in written else [steps[name] for name in sorted(written)])

    def _take(self, steps):
        self.written = set()
        raw = db.engine.raw_connection()
        try:
            steps = ["SET session_replication_role = replica", *steps, "SET session_replication_role = DEFAULT"]
            raw.execute("; ".join(steps))
            raw.commit()
        finally:
            raw.close()
