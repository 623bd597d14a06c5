"""Runs the migrations on whichever engine the application is configured for."""

import warnings

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


def run() -> None:
    begin_writing()
    database = current_app.extensions["migrate"].db
    with database.engine.connect() as connection:
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
