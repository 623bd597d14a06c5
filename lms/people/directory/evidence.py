"""What shows that somebody knows something: things they did here, each told by the room that keeps it."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, literal, select, union_all

from lms.database import db


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """`things(viewer)` selects (user_id, title) of each thing the viewer may read; nothing else is ever counted."""

    name: str
    choice: object  # in the filter
    said: Callable[[int], str]  # “3 accepted answers”
    things: Callable[..., Select]


kinds: dict[str, Evidence] = {}


def know(evidence: Evidence) -> None:
    """Let the directory count these; app.py lists them all."""
    kinds[evidence.name] = evidence


def has_done(column, viewer, names, words: str = "") -> ColumnElement:
    """Whether the person did one of these, perhaps about something with these words in its title."""
    found = [kinds[name].things(viewer).subquery() for name in names]
    told = [
        select(things.c.user_id).where(func.lower(things.c.title).contains(words.lower(), autoescape=True))
        if words
        else select(things.c.user_id)
        for things in found
    ]
    return column.in_(union_all(*told)) if told else literal(False)


def done_by(user_ids, viewer) -> dict[int, list[str]]:
    """What people did, in words, as far as the viewer may read it; one statement for all of them."""
    user_ids = list(user_ids)
    if not user_ids or not kinds:
        return {}
    parts = [_counted(evidence, viewer, user_ids) for evidence in kinds.values()]
    said: dict[int, list[str]] = {}
    numbers = {(row.user_id, row.name): row.number for row in db.session.execute(union_all(*parts))}
    for user_id, name in sorted(numbers, key=lambda pair: list(kinds).index(pair[1])):
        said.setdefault(user_id, []).append(kinds[name].said(numbers[user_id, name]))
    return said


def _counted(evidence: Evidence, viewer, user_ids) -> Select:
    things = evidence.things(viewer).subquery()
    counted = select(literal(evidence.name).label("name"), things.c.user_id, func.count().label("number"))
    return counted.where(things.c.user_id.in_(user_ids)).group_by(things.c.user_id)
