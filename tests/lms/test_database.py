"""The request is the transaction; writers queue fairly; an SQLite that loses data is refused."""

import threading
from datetime import datetime

import pytest

from app import create_app
from lms.database import Base, FairLock, UtcDateTime, db, refuse_old_sqlite
from lms.jobs import gather_statistics
from lms.people.models import User
from tests.databases import settings


def test_an_old_sqlite_is_refused_with_the_mend():
    with pytest.raises(RuntimeError, match=r"3\.46\.0 .* pysqlite3"):
        refuse_old_sqlite((3, 46, 0))
    refuse_old_sqlite((3, 51, 3))


def test_moments_must_know_their_zone(app):
    with pytest.raises(ValueError, match="without a time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), db.engine.dialect)  # noqa: DTZ001


def test_the_lock_is_handed_over_in_the_order_of_asking():
    lock, order, waiting = FairLock(), [], []
    assert lock.acquire(1)
    for number in range(5):
        thread = threading.Thread(target=lambda n=number: (lock.acquire(5), order.append(n), lock.release()))
        thread.start()
        while len(lock._waiting) <= number:
            threading.Event().wait(0.001)
        waiting.append(thread)
    lock.release()
    for thread in waiting:
        thread.join()
    assert order == [0, 1, 2, 3, 4]


def test_who_waits_too_long_leaves_the_queue():
    lock = FairLock()
    assert lock.acquire(1)
    assert not lock.acquire(0.01)
    lock.release()
    assert lock.acquire(0.01)


def test_eight_writers_at_once_all_write(app, cast):
    def write(number):
        with app.app_context():
            for turn in range(5):
                db.session.add(User(name="x", email=f"writer{number}-{turn}@test.example"))
                db.session.commit()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert db.session.scalar(db.select(db.func.count()).where(User.email.like("writer%"))) == 40


@pytest.fixture
def half_done(app, cast, monkeypatch):
    """Put a view in the place of signing out that changes a name and then answers as it is told."""

    def replace(answer):
        def view():
            db.session.get_one(User, cast.trainee.id).name = "Half"
            db.session.flush()
            return answer()

        monkeypatch.setitem(app.view_functions, "people.sign_out", view)

    return replace


def test_what_answers_an_error_changes_nothing(cast, half_done):
    half_done(lambda: ("no", 409))
    assert cast.trainee.post("/sign-out").status_code == 409
    assert db.session.get_one(User, cast.trainee.id).name == "Trainee"


def test_a_failing_view_changes_nothing_and_tells_no_secret(app, cast, half_done, monkeypatch):
    half_done(lambda: {}["a secret"])
    monkeypatch.setattr(app, "testing", False)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    response = cast.trainee.post("/sign-out")
    assert response.status_code == 500
    assert b"secret" not in response.data
    assert db.session.get_one(User, cast.trainee.id).name == "Trainee"


def test_sqlite_plans_a_statement_once_for_all_values(tmp_path):
    """It would plan a text anew for each limit that is bound, and for each value while it holds samples of values."""
    app = create_app(settings(tmp_path, f"sqlite:///{tmp_path / 'plans.sqlite3'}"))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        db.session.add_all(User(name="x", email=f"person{number}@test.example") for number in range(50))
        gather_statistics()
        db.session.commit()
        counts = [db.session.scalar(db.text(f"SELECT count(*) FROM sqlite_stat{kind}")) for kind in (1, 4)]
        asked = []
        db.event.listen(db.engine, "before_cursor_execute", lambda *heard: asked.append(heard[2]))
        assert len(db.session.scalars(db.select(User.id).limit(3)).all()) == 3
        assert len(db.session.scalars(db.select(User.id).offset(1).limit(db.bindparam("most")), {"most": 4}).all()) == 4
        db.engine.dispose()
    assert counts[0] > 0 == counts[1]
    assert "LIMIT 3 OFFSET 0" in asked[-2]
    assert "LIMIT ? OFFSET ?" in asked[-1]


def test_postgresql_neither_compiles_nor_divides_what_a_page_asks(app, cast):
    """It would, for statements of whose words it guesses too many; that takes fifty times as long as the answer."""
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite does neither")
    settings_of = {
        name: db.session.scalar(db.text(f"SHOW {name}")) for name in ("jit", "max_parallel_workers_per_gather")
    }
    assert settings_of == {"jit": "off", "max_parallel_workers_per_gather": "0"}
