"""The migrations make exactly the tables of the models, and take them away again, on either engine."""

import os

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from app import create_app
from cohorts.calendar.models import Event
from courses.opening.models import LessonScore
from lms.access import found_audiences
from lms.database import Base, db
from lms.people import actions as people
from lms.search.models import SearchDocument
from tests.cast import Cast, found_academy
from tests.databases import empty_database
from tests.factories.assignments import make_assignment, make_feedback, make_submission
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.quizzes import make_attempt, make_quiz
from tests.world import build


@pytest.fixture
def migrated(tmp_path):
    """An application on a database of its own that only the migrations have touched."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with empty_database(os.environ.get("TEST_DATABASE_URL", ""), tmp_path, f"migrated_{worker}") as settings:
        app = create_app(settings)
        with app.app_context():
            upgrade()
            yield app
            db.session.remove()
            db.engine.dispose()


# Not through the inspector: it skips indexes over expressions on SQLite, and so would a copy of the table.
NAMES_OF_INDEXES = {
    "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT t.relname, i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid "
    "JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace "
    "WHERE n.nspname = 'public' AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.oid)",
}


def shape() -> dict:
    """Tables with their columns, whether each may be empty, and indexes."""
    inspector = inspect(db.engine)
    indexes = db.session.execute(text(NAMES_OF_INDEXES[db.engine.dialect.name])).all()
    db.session.rollback()
    return {
        table: (
            {column["name"]: column["nullable"] for column in inspector.get_columns(table)},
            sorted(name for of, name in indexes if of == table),
            sorted(tuple(key["constrained_columns"]) for key in inspector.get_foreign_keys(table)),
        )
        for table in inspector.get_table_names()
        if table != "alembic_version" and not table.startswith("search_index")
    }


def test_the_migrations_make_the_tables_of_the_models(migrated, app):
    expected = {name: value for name, value in shape().items() if name in Base.metadata.tables}
    with migrated.app_context():
        assert shape() == expected


def test_down_and_up_again_leaves_the_same_tables(migrated):
    before = shape()
    downgrade(revision="base")
    assert shape() == {}
    upgrade()
    assert shape() == before


def test_an_academy_in_use_goes_down_and_up_again_with_all_its_rows(migrated):
    found_academy(migrated)
    build(migrated)
    before = _sizes()
    before["search_documents"] -= _found_of_no_cohort()
    downgrade(revision="0002")
    early = {table: before[table] for table in _sizes()}
    upgrade()
    assert {table: size for table, size in _sizes().items() if table in early} == early
    assert early["lessons"] > 0


def test_a_migrated_database_can_be_written_and_searched(migrated):
    found_audiences()
    people.create_user(name="Noor Bos", email="noor@new.example")
    db.session.commit()
    assert db.session.scalar(text("SELECT count(*) FROM search_documents")) == 1


def test_scores_from_before_any_were_kept_count_as_if_they_had_been(migrated):
    found_academy(migrated)
    cast = Cast(migrated)
    cohort = make_cohort()
    for person in (cast.trainee, cast.alumna, cast.outsider):
        make_member(cohort, person, tell=False)
    right, half = {1: {"chosen": "a"}, 2: {"chosen": "a"}}, {1: {"chosen": "a"}}
    ways = ("best", "average", "first", "last")
    for counts in ways:
        _lesson, quiz = make_quiz(counts=counts)
        for responses in (half, right, {}):
            make_attempt(quiz, cast.trainee.viewer, responses)
        make_attempt(quiz, cast.alumna.viewer, right, submitted=False)
    lesson = make_assignment(cohort)
    first, second, unread = (make_submission(lesson, cohort, one) for one in (cast.trainee, cast.alumna, cast.outsider))
    make_feedback(first, cast.outsider, role="peer", choices=(0, 0))
    make_feedback(first, cast.alumna, role="peer", choices=(1, 0))
    make_feedback(second, cast.facilitator, choices=(1, 0))
    make_feedback(second, cast.trainee, role="peer", choices=(0, 0))
    make_feedback(unread, cast.outsider, role="self", choices=(0, 0))
    make_submission(lesson, cohort, cast.trainee, body="Once more.")
    make_feedback(first, cast.facilitator, choices=(2, 1))
    db.session.commit()
    kept = _scores()
    assert len(kept) == len(ways) + 2
    downgrade(revision="0038")
    upgrade()
    assert _scores() == kept


def _found_of_no_cohort() -> int:
    """How many documents find an event of no cohort: the tables of before have no place for either."""
    wider = db.select(Event.id).where(Event.cohort_id.is_(None))
    documents = SearchDocument.kind == "event", SearchDocument.object_id.in_(wider)
    number = db.session.scalar(db.select(db.func.count()).select_from(SearchDocument).where(*documents))
    db.session.rollback()
    return number


def _sizes() -> dict[str, int]:
    """How many rows each table holds."""
    names = [name for name in inspect(db.engine).get_table_names() if name in Base.metadata.tables]
    sizes = {name: db.session.scalar(text(f'SELECT count(*) FROM "{name}"')) for name in names}
    db.session.rollback()
    return sizes


def _scores() -> dict:
    rows = db.session.execute(db.select(LessonScore.user_id, LessonScore.lesson_id, LessonScore.percent)).all()
    db.session.rollback()  # the migrations wait for nobody
    return {(row.user_id, row.lesson_id): row.percent for row in rows}
