"""Every SELECT about public pages of any kind; what guests read of each, its room says."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Row, exists, func, select

from lms.database import db
from lms.public.kinds import Kind, kinds

# Ids in one part of a sitemap. Each has at most one address per language, so a part stays below the 50,000 a file may hold.
SPAN = 10_000


class Part(NamedTuple):
    """Pages of a kind whose ids stand in one span; `number` counts from 1."""

    number: int
    updated_at: datetime | None


def kinds_with_pages() -> list[Kind]:
    """The kinds of which guests read anything."""
    found = db.session.execute(select(*(exists(kind.rows()) for kind in kinds.values()))).one()
    return [kind for kind, has_pages in zip(kinds.values(), found, strict=True) if has_pages]


def parts_of(kind: Kind) -> list[Part]:
    rows = kind.rows().subquery()
    span = (rows.c.id // SPAN).label("span")
    statement = select(span, func.max(rows.c.updated_at)).group_by("span").order_by("span")
    return [Part(number + 1, updated_at) for number, updated_at in db.session.execute(statement)]


def rows_of(kind: Kind, number: int) -> list[Row]:
    """What stands in one part, by id; nothing where there is no such part."""
    rows = kind.rows().subquery()
    first = (number - 1) * SPAN
    statement = select(rows).where(rows.c.id >= first, rows.c.id < first + SPAN).order_by(rows.c.id)
    return list(db.session.execute(statement))
