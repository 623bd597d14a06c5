"""Writing: inserts and updates made once, handed straight to the driver as `lms/reading.py` does with what is read."""

from functools import cache

from sqlalchemy.dialects import postgresql, sqlite

from lms.database import db
from lms.reading import Rows, prepared


def write(statement, **values) -> Rows:
    """Run a write that was made once; one that differs between the engines is a function of their `insert`."""
    session = db.session()
    session.flush()
    connection = session.connection()
    if callable(statement):
        statement = _built(statement, connection.dialect.name)
    return prepared(statement, connection, values).run(connection, values)


def write_rows(build, rows: list[dict]):
    """What `build(insert)` makes once for each engine, for many rows at once."""
    db.session.flush()
    connection = db.session.connection()
    return connection.execute(_built(build, connection.dialect.name), rows)


@cache
def _built(build, engine: str):
    return build((postgresql if engine == "postgresql" else sqlite).insert)
