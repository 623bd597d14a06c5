"""Work that leaves the process: a row in the outbox with the transaction, handed to huey after it, swept if lost."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask, current_app
from huey import RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from sqlalchemy import JSON, Index, delete, event, select, text, update
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.orm import Session as OrmSession

from lms.database import Base, Id, begin_writing, db, now

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=5)  # a job not finished by then is thought dead and done again
KEEP_DONE = timedelta(days=30)
MAX_ATTEMPTS = 12

_kinds: dict[str, Callable] = {}
_periodic: list[tuple[str, timedelta, Callable]] = []


class OutboxJob(Base):
    """One piece of work. Done once `done_at` is set; given up when `failed_at` is."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_waiting", "done_at", "failed_at", "due_at"),)

    id: Mapped[Id]
    kind: Mapped[str]
    payload: Mapped[dict] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime | None]
    claimed_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(default="")
    done_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]


class Beat(Base):
    """When a periodic task last ran, so that several workers run it once."""

    __tablename__ = "beats"

    name: Mapped[str] = mapped_column(primary_key=True)
    last_at: Mapped[datetime]


def job(kind: str):
    """Register the function that does jobs of this kind; it gets the payload as keywords and must be idempotent."""

    def register(function):
        _kinds[kind] = function
        return function

    return register


def every(interval: timedelta):
    """Register a function that runs in the worker once per interval, in one transaction."""

    def register(function):
        _periodic.append((f"{function.__module__}.{function.__name__}", interval, function))
        return function

    return register


def enqueue(kind: str, *, after: timedelta | None = None, **payload) -> OutboxJob:
    """Ask for work with this transaction: it is done if, and only if, the transaction is kept."""
    if kind not in _kinds:
        raise LookupError(f"no job of kind {kind!r} is registered")
    row = OutboxJob(kind=kind, payload=payload, due_at=now() + (after or timedelta()))
    db.session.add(row)
    db.session.flush()
    if not after:
        db.session.info.setdefault("handed_over", []).append(row.id)
    return row


def enqueue_many(kind: str, payloads: list[dict]) -> None:
    """Ask for many pieces of work of one kind at once."""
    if kind not in _kinds:
        raise LookupError(f"no job of kind {kind!r} is registered")
    moment = now()
    rows = [OutboxJob(kind=kind, payload=payload, due_at=moment) for payload in payloads]
    db.session.add_all(rows)
    db.session.flush()
    db.session.info.setdefault("handed_over", []).extend(row.id for row in rows)


def init_app(app: Flask) -> None:
    name = "leerkring"
    if app.config["REDIS_URL"]:
        huey = RedisHuey(name, url=app.config["REDIS_URL"])
    else:
        huey = SqliteHuey(name, filename=str(app.config["INSTANCE"] / "queue.sqlite3"))

    @huey.task(name="do_job")
    def do_job(job_id: int):
        with app.app_context():
            perform(job_id)

    @huey.periodic_task(crontab(minute="*"), name="sweep")
    def sweep_task():
        with app.app_context():
            sweep()
            run_periodic()

    app.extensions["huey"] = huey
    app.extensions["do_job"] = do_job


@event.listens_for(OrmSession, "after_commit")
def _hand_over(session) -> None:
    for job_id in session.info.pop("handed_over", ()):
        try:
            current_app.extensions["do_job"](job_id)
        except Exception:  # the queue may be away; the sweep finds the row
            log.warning("job %s waits for the sweep", job_id)


@event.listens_for(OrmSession, "after_rollback")
def _forget(session) -> None:
    session.info.pop("handed_over", None)


def perform(job_id: int) -> bool:
    """Do one job: claim it, do it, mark it done in the transaction of its effects. False when there was nothing to do."""
    begin_writing()
    moment = now()
    claim = (
        update(OutboxJob)
        .where(
            OutboxJob.id == job_id,
            OutboxJob.done_at.is_(None),
            OutboxJob.failed_at.is_(None),
            (OutboxJob.claimed_until.is_(None)) | (OutboxJob.claimed_until < moment),
        )
        .values(claimed_until=moment + CLAIM, attempts=OutboxJob.attempts + 1)
        .returning(OutboxJob.kind, OutboxJob.payload, OutboxJob.attempts)
    )
    row = db.session.execute(claim).one_or_none()
    db.session.commit()
    if row is None:
        return False
    try:
        _kinds[row.kind](**row.payload)
        db.session.execute(update(OutboxJob).where(OutboxJob.id == job_id).values(done_at=now(), last_error=""))
        db.session.commit()
    except Exception as error:
        db.session.rollback()
        _postpone(job_id, row.attempts, error)
        return False
    return True


def sweep(limit: int = 500) -> int:
    """Do every job that is due and was not handed over, or whose worker died; the number done."""
    moment = now()
    waiting = db.session.scalars(
        select(OutboxJob.id)
        .where(
            OutboxJob.done_at.is_(None),
            OutboxJob.failed_at.is_(None),
            OutboxJob.due_at <= moment,
            (OutboxJob.claimed_until.is_(None)) | (OutboxJob.claimed_until < moment),
        )
        .order_by(OutboxJob.id)
        .limit(limit)
    ).all()
    db.session.rollback()
    return sum(perform(job_id) for job_id in waiting)


def run_periodic() -> list[str]:
    """Run the periodic tasks whose interval has passed; their names."""
    begin_writing()
    ran = []
    for name, interval, function in _periodic:
        try:
            if _take_beat(name, interval):
                function()
                ran.append(name)
            db.session.commit()
        except Exception:
            db.session.rollback()
            log.exception("periodic task %s failed", name)
    return ran


@every(timedelta(days=1))
def forget_done() -> None:
    """Remove jobs done a month ago."""
    db.session.execute(delete(OutboxJob).where(OutboxJob.done_at < now() - KEEP_DONE))


@every(timedelta(days=1))
def gather_statistics() -> None:
    """What SQLite plans its statements by; PostgreSQL gathers its own."""
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("ANALYZE"))


class EmbeddedConsumer(Consumer):
    """Huey's consumer as threads beside the web server, which keeps its own signal handlers."""

    def _set_signal_handlers(self):
        pass


def start_embedded_worker(app: Flask) -> EmbeddedConsumer:
    """Start the worker threads in this process; used when no separate worker is configured."""
    consumer = EmbeddedConsumer(app.extensions["huey"], workers=1, periodic=True, initial_delay=0.2, max_delay=2.0)
    consumer.start()
    threading.Thread(target=_first_sweep, args=(app,), daemon=True, name="first-sweep").start()
    return consumer


def _first_sweep(app: Flask) -> None:
    with app.app_context():
        sweep()
        run_periodic()


def _take_beat(name: str, interval: timedelta) -> bool:
    beat = db.session.get(Beat, name, with_for_update=True)
    if beat is None:
        db.session.add(Beat(name=name, last_at=now()))
        db.session.flush()
        return True
    if beat.last_at > now() - interval:
        return False
    beat.last_at = now()
    return True


def _postpone(job_id: int, attempts: int, error: Exception) -> None:
    log.warning("job %s failed for the %s. time: %s", job_id, attempts, type(error).__name__)
    values = {"last_error": f"{type(error).__name__}: {error}"[:500], "claimed_until": None}
    if attempts >= MAX_ATTEMPTS:
        values["failed_at"] = now()
    else:
        values["due_at"] = now() + timedelta(seconds=min(30 * 2 ** (attempts - 1), 6 * 3600))
    db.session.execute(update(OutboxJob).where(OutboxJob.id == job_id).values(**values))
    db.session.commit()
