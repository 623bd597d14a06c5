"""Work in the outbox is done if, and only if, its transaction was kept; once, however often it is handed over."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from lms import jobs
from lms.database import db, now
from lms.jobs import OutboxJob

done: list[str] = []


@jobs.job("test_note")
def note(words: str) -> None:
    if words.startswith("fail"):
        raise RuntimeError("this job fails")
    done.append(words)


@pytest.fixture(autouse=True)
def nothing_done():
    done.clear()


def test_a_kept_transaction_hands_its_work_over(app):
    jobs.enqueue("test_note", words="kept")
    db.session.commit()
    assert app.extensions["huey"].pending_count() == 1
    app.extensions["huey"].execute(app.extensions["huey"].dequeue())
    assert done == ["kept"]


def test_an_undone_transaction_leaves_no_work(app):
    jobs.enqueue("test_note", words="undone")
    db.session.rollback()
    jobs.sweep()
    assert (done, app.extensions["huey"].pending_count()) == ([], 0)


def test_work_lost_by_the_queue_is_found_by_the_sweep(app):
    jobs.enqueue("test_note", words="lost")
    db.session.commit()
    app.extensions["huey"].flush()
    assert jobs.sweep() == 1
    assert jobs.sweep() == 0
    assert done == ["lost"]


def test_work_handed_over_twice_is_done_once(app):
    row = jobs.enqueue("test_note", words="once")
    db.session.commit()
    assert [jobs.perform(row.id), jobs.perform(row.id)] == [True, False]
    assert done == ["once"]


def test_two_workers_at_once_do_it_once(app):
    row_id = jobs.enqueue("test_note", words="race").id
    db.session.commit()

    def work():
        with app.app_context():
            jobs.perform(row_id)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert done == ["race"]


def test_failed_work_waits_longer_each_time_and_is_given_up(app):
    row_id = jobs.enqueue("test_note", words="fail").id
    db.session.commit()
    waits = []
    for _ in range(jobs.MAX_ATTEMPTS):
        row = db.session.get_one(OutboxJob, row_id)
        waits.append(row.due_at - now())
        row.due_at = now()
        db.session.commit()
        assert not jobs.perform(row_id)
        db.session.expire_all()
    row = db.session.get_one(OutboxJob, row_id)
    assert row.failed_at
    assert "this job fails" in row.last_error
    assert waits[2] > waits[1]
    assert not jobs.perform(row_id)


def test_work_of_a_dead_worker_is_done_again(app):
    row = jobs.enqueue("test_note", words="again")
    row.claimed_until = now() + timedelta(minutes=1)
    db.session.commit()
    assert jobs.sweep() == 0
    db.session.get_one(OutboxJob, row.id).claimed_until = now() - timedelta(seconds=1)
    db.session.commit()
    assert jobs.sweep() == 1
    assert done == ["again"]


def test_work_for_later_waits(app):
    jobs.enqueue("test_note", after=timedelta(hours=1), words="later")
    db.session.commit()
    assert (jobs.sweep(), app.extensions["huey"].pending_count()) == (0, 0)
    db.session.scalars(select(OutboxJob)).one().due_at = now()
    db.session.commit()
    assert jobs.sweep() == 1


def test_unknown_work_is_refused_when_asked_for(app):
    with pytest.raises(LookupError):
        jobs.enqueue("unheard_of")


def test_periodic_work_runs_once_per_interval(app, monkeypatch):
    ran = []
    monkeypatch.setattr(jobs, "_periodic", [("test.beat", timedelta(hours=1), lambda: ran.append(1))])
    assert jobs.run_periodic() == ["test.beat"]
    assert jobs.run_periodic() == []
    assert ran == [1]
