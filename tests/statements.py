"""Counting the SQL statements of a page: `with counted_statements() as count: …; assert count() <= 7`."""

import contextlib

from sqlalchemy import event

from lms.database import db

NOT_COUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")


class Count:
    """The statements run since; called, it answers how many. `statements` holds their text, to see which."""

    def __init__(self):
        self.statements: list[str] = []

    def __call__(self) -> int:
        return len(self.statements)

    def __repr__(self) -> str:
        return "\n\n".join(self.statements)


@contextlib.contextmanager
def counted_statements():
    """Counts what runs on the test database in this block, transactions themselves left out."""
    count = Count()
    engine = db.engine

    def note(connection, cursor, statement, parameters, context, executemany):
        if not statement.lstrip().upper().startswith(NOT_COUNTED):
            count.statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield count
    finally:
        event.remove(engine, "before_cursor_execute", note)
