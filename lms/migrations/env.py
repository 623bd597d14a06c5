"""Runs the migrations on whichever engine the application is configured for."""

import warnings
from contextlib import contextmanager

from alembic import context
from flask import current_app

from lms.database import BigId, UtcDateTime, begin_writing

# Copies of a table on SQLite leave out such an index; a later migration makes it again, and a test counts them all.
warnings.filterwarnings("ignore", "Skipped unsupported reflection of expression-based index")

OUR_OWN_INDEX = "search_index"  # made by hand in each engine's own dialect, see lms/search/models.py


def belongs_to_models(_object, name, kind, reflected, compare_to) -> bool:
    """Whether autogenerate should look at this table or index."""
    return not (kind == "table" and name.startswith(OUR_OWN_INDEX))


def write_type(kind, value, autogen_context):
    """Our column types as plain SQLAlchemy, so that old migrations never import new code."""
    if kind == "type" and isinstance(value, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and value is BigId:
        return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
    return False


@contextmanager
def tables_replaced_freely(connection):
    """SQLite changes a column by replacing its table, to which rows of other tables keep pointing meanwhile."""
    if connection.dialect.name != "sqlite":
        yield
        return
    sqlite = connection.connection.dbapi_connection  # outside any transaction, within which this would do nothing
    sqlite.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        if broken := sqlite.execute("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"after the migrations these rows point to nothing: {broken[:20]}")
    finally:
        sqlite.execute("PRAGMA foreign_keys=ON")


def run() -> None:
    begin_writing()
    database = current_app.extensions["migrate"].db
    with database.engine.connect() as connection, tables_replaced_freely(connection):
        context.configure(
            connection=connection,
            target_metadata=database.metadatas[None],
            include_object=belongs_to_models,
            render_item=write_type,
            render_as_batch=True,
            compare_type=False,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
