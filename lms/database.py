"""The database: one declarative base, UTC moments, and a transaction per request that queues SQLite writers fairly."""

import threading
from collections import deque
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from typing import Annotated

import pysqlite3.dbapi2
from flask import Flask, g, request
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import BigInteger, DateTime, Engine, Integer, MetaData, TypeDecorator, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry

OLDEST_SAFE_SQLITE = (3, 51, 3)
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# How many documents hold a word can only be guessed: a search of ten milliseconds had half a second of compiling put before it,
# or processes started to share it.
POSTGRESQL_SETTINGS = ("jit=off", "max_parallel_workers_per_gather=0")
WRITER_PATIENCE = 30.0  # seconds a writer waits for its turn before the request answers 503

_reading: ContextVar[bool] = ContextVar("reading", default=False)


def now() -> datetime:
    """This moment, in UTC and aware of it."""
    return datetime.now(UTC)


class UtcDateTime(TypeDecorator):
    """An aware moment, kept in UTC; SQLite keeps no zone, so it is taken off and put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a time zone: {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def result_processor(self, dialect, coltype):
        # A page reads a hundred moments; three steps from text to an aware one took as long as a statement.
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")


BigId = BigInteger().with_variant(Integer(), "sqlite")
Id = Annotated[int, mapped_column(BigId, primary_key=True)]


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={int: BigId, datetime: UtcDateTime},
    )


class RequestSession(Session):
    """Reads of a safe request skip BEGIN and ROLLBACK on PostgreSQL: two round trips less per page."""

    def get_bind(self, *args, **kwargs):
        engine = super().get_bind(*args, **kwargs)
        if _reading.get() and isinstance(engine, Engine) and engine.dialect.name == "postgresql":
            return _autocommitting(engine)
        return engine


@cache
def _autocommitting(engine: Engine) -> Engine:
    return engine.execution_options(isolation_level="AUTOCOMMIT")


db = SQLAlchemy(model_class=Base, session_options={"class_": RequestSession}, disable_autonaming=True)
migrate = Migrate(render_as_batch=True)


class FairLock:
    """A lock that is handed over in the order of asking; with several places, as many may hold it at once."""

    def __init__(self, places: int = 1):
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._free = places

    def acquire(self, timeout: float) -> bool:
        with self._guard:
            if self._free:
                self._free -= 1
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        if turn.wait(timeout):
            return True
        with self._guard:
            if turn.is_set():
                return True
            self._waiting.remove(turn)
            return False

    def release(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1


def init_app(app: Flask) -> None:
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    if url.startswith("sqlite"):
        refuse_old_sqlite(pysqlite3.dbapi2.sqlite_version_info)
        options = {"module": pysqlite3.dbapi2, "connect_args": {"timeout": WRITER_PATIENCE, "check_same_thread": False}}
    else:
        options = {
            "pool_size": 16,
            "max_overflow": 8,
            "connect_args": {"connect_timeout": 5, "options": " ".join(f"-c {each}" for each in POSTGRESQL_SETTINGS)},
        }
    options["hide_parameters"] = True  # what people wrote must not reach logs by way of an error
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", options)
    db.init_app(app)
    migrate.init_app(app, db, directory=app.root_path + "/lms/migrations")
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _prepare_sqlite(db.engine, app.config["SQLITE_SYNCHRONOUS"])
    app.before_request(_begin)
    app.after_request(_settle)
    app.teardown_request(_forget)


def refuse_old_sqlite(version: tuple[int, int, int]) -> None:
    """Versions before 3.51.3 can corrupt a WAL database when two connections write and checkpoint at once."""
    if version < OLDEST_SAFE_SQLITE:
        found, needed = (".".join(map(str, v)) for v in (version, OLDEST_SAFE_SQLITE))
        raise RuntimeError(
            f"SQLite {found} can corrupt a database that several people write to; {needed} or newer is needed. "
            "Install pysqlite3 0.6.1 or newer (make install does), or set DATABASE_URL to PostgreSQL."
        )


class _Compiler(SQLiteCompiler):
    """Limits stand in the text: with one that is bound, SQLite plans the whole statement anew each time it runs."""

    def limit_clause(self, select, **options):
        limit = select._limit_clause
        is_number = limit is not None and limit.unique
        return super().limit_clause(select, **options, literal_execute=is_number)


def _prepare_sqlite(engine: Engine, synchronous: str) -> None:
    engine.dialect.statement_compiler = _Compiler
    turn = FairLock()

    @event.listens_for(engine, "connect")
    def configure(connection, record):
        connection.isolation_level = None  # BEGIN is ours, see below
        for pragma in (
            "journal_mode=WAL",
            f"synchronous={synchronous}",
            "foreign_keys=ON",
            "cache_size=-32000",
            "temp_store=MEMORY",
            "analysis_limit=400",  # samples of values (sqlite_stat4) would have statements planned anew for each value
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection):
        if _reading.get():
            connection.connection.dbapi_connection.execute("BEGIN")
            return
        # SQLite's own busy back-off is unfair: eight writers make the unluckiest wait for seconds.
        if not connection.info.get("turn"):
            if not turn.acquire(WRITER_PATIENCE):
                raise OperationalError("BEGIN IMMEDIATE", {}, TimeoutError("the database is busy"))
            connection.info["turn"] = True
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "checkin")
    def end_turn(connection, record):
        if record.info.pop("turn", False):
            turn.release()


def insert(table):
    """An INSERT that can say what happens when the row is already there, on either engine."""
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    # The table, not its class: the session's way of inserting many objects costs more than the insert.
    return dialect.insert(getattr(table, "__table__", table))


def begin_reading() -> None:
    """From here on this request only reads."""
    _reading.set(True)


def begin_writing() -> None:
    """From here on transactions may write (jobs, commands, unsafe requests)."""
    _reading.set(False)


def is_reading() -> bool:
    """Whether this request may only read, so that nothing waits to be written."""
    return _reading.get()


def _begin() -> None:
    _reading.set(request.method in SAFE_METHODS)


def _settle(response):
    """The request is the transaction: kept after a response below 400, else undone."""
    if response.status_code >= 400:
        db.session.rollback()
    elif not _reading.get():
        db.session.commit()
    return response


def _forget(error) -> None:
    _reading.set(False)
    g.pop("viewer", None)
