"""The migrations make exactly the tables of the models, and take them away again, on either engine."""

import os

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from app import create_app
from lms.access import found_audiences
from lms.database import Base, db
from lms.people import actions as people
from tests.databases import empty_database


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


def test_a_migrated_database_can_be_written_and_searched(migrated):
    found_audiences()
    people.create_user(name="Noor Bos", email="noor@new.example")
    db.session.commit()
    assert db.session.scalar(text("SELECT count(*) FROM search_documents")) == 1
