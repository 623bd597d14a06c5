"""What shows that somebody knows something: things they did here, each told by the room that keeps it."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, literal, select, union_all

from lms.database import db
from lms.people.deeds.models import ShownDeed

MOST_TITLES = 5


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """`things(viewer)` selects (user_id, title) of each thing the viewer may read; nothing else is ever counted.

    What is not usual stands on somebody's page only when they chose it (lms/people/deeds), and nobody is looked for by it."""

    name: str
    choice: object  # in the filter
    said: Callable[[int], str]  # “3 accepted answers”
    things: Callable[..., Select]
    is_usual: bool = True


kinds: dict[str, Evidence] = {}


def know(evidence: Evidence) -> None:
    """Let the directory count these; app.py lists them all."""
    kinds[evidence.name] = evidence


def usual_kinds() -> list[Evidence]:
    return [evidence for evidence in kinds.values() if evidence.is_usual]


def asked_kinds() -> list[Evidence]:
    """Those of which each person chooses whether they are shown."""
    return [evidence for evidence in kinds.values() if not evidence.is_usual]


def own_deeds(viewer) -> list[tuple[str, list[str]]]:
    """(words, some titles) of everything the viewer did, kind by kind."""
    parts = [_told(evidence, viewer) for evidence in kinds.values()]
    titles: dict[str, list[str]] = {}
    for row in db.session.execute(union_all(*parts)):
        titles.setdefault(row.name, []).append(row.title)
    found = [(evidence, titles[name]) for name, evidence in kinds.items() if name in titles]
    return [(evidence.said(len(some)), sorted(set(some))[:MOST_TITLES]) for evidence, some in found]


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
    counted = counted.where(things.c.user_id.in_(user_ids)).group_by(things.c.user_id)
    if evidence.is_usual:
        return counted
    return counted.where(exists().where(ShownDeed.user_id == things.c.user_id, ShownDeed.kind == evidence.name))


def _told(evidence: Evidence, viewer) -> Select:
    things = evidence.things(viewer).subquery()
    return select(literal(evidence.name).label("name"), things.c.title).where(things.c.user_id == viewer.id)
