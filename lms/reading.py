"""Reading: statements built beforehand, handed straight to the driver, with rows typed as SQLAlchemy types them.

SQLAlchemy’s own way to a statement asks each time what stands in its text; on a page of five that costs more than the answers.
"""

from collections import namedtuple
from collections.abc import Callable
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Executable, Select
from sqlalchemy.exc import DBAPIError

from lms.database import db, is_reading

_prepared: WeakKeyDictionary[Executable, dict[tuple, "Prepared"]] = WeakKeyDictionary()


class Rows(list):
    """All rows of an answer, as named tuples."""

    def all(self) -> "Rows":
        return self

    def one_or_none(self):
        return self[0] if self else None

    def scalar(self):
        """The first value of the first row."""
        return self[0][0] if self else None


def read(statement: Select, **values) -> Rows:
    """Rows of a statement made once, at import or cached; lists of numbers go with `bindparam(…, expanding=True)`."""
    session = db.session()
    if not is_reading():
        session.flush()
    connection = session.connection()
    return prepared(statement, connection, values).run(connection, values)


def prepared(statement: Executable, connection: Connection, values: dict) -> "Prepared":
    """The statement as this engine takes it with values of these names and, of lists, these lengths."""
    shapes = _prepared.get(statement)
    if shapes is None:
        shapes = _prepared[statement] = {}
    shape = (connection.dialect.name, *[len(value) for value in values.values() if type(value) is list], *values)
    found = shapes.get(shape)
    if found is None:
        found = shapes[shape] = Prepared(statement, connection, values)
    return found


class Prepared:
    """A statement as text for one engine and one length of each of its lists."""

    def __init__(self, statement: Executable, connection: Connection, values: dict):
        dialect = connection.dialect
        compiled = statement.compile(dialect=dialect, column_keys=list(values))
        state = compiled.construct_expanded_state(values)
        self._defaults = [(column.key, column.default) for column in getattr(compiled, "insert_prefetch", ())]
        self._statement, self._text, self._order = statement, state.statement, state.positiontup
        self._lists = [(name, state.parameter_expansion[name]) for name in values if name in state.parameter_expansion]
        self._constants = _constants(compiled, state, values)
        self._binders = [
            (name, binder)
            for name in (*values, *(name for name, _default in self._defaults))
            if (binder := _binder(compiled, name)) and type(values.get(name)) is not list
        ]
        self._columns = list(getattr(statement, "exported_columns", ()))
        self._row = namedtuple("Row", [str(column.key) for column in self._columns], rename=True)
        self._typed: list[tuple[int, Callable]] | None = None

    def run(self, connection: Connection, values: dict) -> Rows:
        parameters = self._bind(values)
        cursor = connection.connection.cursor()
        try:
            for listener in connection.dispatch.before_cursor_execute:
                listener(connection, cursor, self._text, parameters, None, False)
            cursor.execute(self._text, parameters)
            if not self._columns:
                return Rows()
            found = cursor.fetchall()
            typed = self._typed
            if typed is None:
                typed = self._typed = self._processors(connection.dialect, cursor.description)
        except connection.dialect.loaded_dbapi.Error as error:
            raise self._told(error, connection, cursor, values) from error
        finally:
            cursor.close()
        if not typed:
            return Rows(map(self._row._make, found))
        return Rows([self._made(row, typed) for row in found])

    def _told(self, error: Exception, connection: Connection, cursor, values: dict) -> DBAPIError:
        """The error as SQLAlchemy tells it."""
        dialect = connection.dialect
        if dialect.is_disconnect(error, connection.connection, cursor):
            connection.execute(self._statement, values)  # meets it again, and lets the connection go
        base = dialect.loaded_dbapi.Error
        return DBAPIError.instance(self._text, None, error, base, hide_parameters=True, dialect=dialect)

    def _bind(self, values: dict):
        bound = self._constants | values
        for name, default in self._defaults:
            bound[name] = default.arg if default.is_scalar else default.arg(None)
        for name, binder in self._binders:
            bound[name] = binder(bound[name])
        for name, places in self._lists:
            bound.update(zip(places, bound.pop(name), strict=True))
        return bound if self._order is None else [bound[name] for name in self._order]

    def _made(self, row, typed):
        made = list(row)
        for place, process in typed:
            if made[place] is not None:
                made[place] = process(made[place])
        return self._row._make(made)

    def _processors(self, dialect, description) -> list[tuple[int, Callable]]:
        found = (
            _of(column.type, dialect).result_processor(dialect, described[1])
            for column, described in zip(self._columns, description, strict=True)
        )
        return [(place, process) for place, process in enumerate(found) if process]


def _of(type_, dialect):
    """The type as this engine keeps it."""
    return type_.dialect_impl(dialect)


def _binder(compiled, name: str) -> Callable | None:
    """What makes a value ready for the driver; nothing for numbers and words."""
    if name not in compiled.binds:
        return None
    return _of(compiled.binds[name].type, compiled.dialect).bind_processor(compiled.dialect)


def _constants(compiled, state, values: dict) -> dict:
    """What stands in the statement itself, ready for the driver; a list of it is there place by place."""
    list_of = {place: name for name, places in state.parameter_expansion.items() for place in places}
    constants = {}
    for name, value in state.parameters.items():
        source = list_of.get(name, name)
        if source in values or name in state.parameter_expansion:
            continue
        binder = _binder(compiled, source)
        constants[name] = binder(value) if binder else value
    return constants
