"""Every SELECT about searches in vain: groups so large that their words tell nobody who made them, and no others."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select

from knowledge.searches.actions import KEPT
from knowledge.searches.models import SearchGroup, SearchMiss
from lms.database import db, now

FEWEST = 5  # people, below which nothing of a group is shown
MOST = 50

_people = func.count(SearchMiss.id)  # a person has one row in a group


@dataclass(frozen=True, slots=True)
class Sought:
    """What `people` different people searched for in vain, in the words most of them used."""

    id: int
    words: str
    people: int
    last_at: datetime


def groups_sought() -> list[Sought]:
    """What most people did not find first; nothing that is seen to."""
    rows = db.session.execute(_shown().order_by(_people.desc(), SearchGroup.id.desc()).limit(MOST)).all()
    words = _words_of([row.id for row in rows])
    return [Sought(row.id, words[row.id], row.people, row.last_at) for row in rows]


def find_group(group_id: int) -> SearchGroup | None:
    """One that is on the list, or was and is seen to."""
    shown = db.session.execute(_shown().where(SearchGroup.id == group_id)).one_or_none()
    group = db.session.get(SearchGroup, group_id)
    return group if group and (shown or group.handled_at) else None


def _shown() -> Select:
    is_open = or_(SearchGroup.handled_at.is_(None), SearchMiss.at > SearchGroup.handled_at)
    return (
        select(SearchGroup.id, _people.label("people"), func.max(SearchMiss.at).label("last_at"))
        .join(SearchMiss, SearchMiss.group_id == SearchGroup.id)
        .where(is_open, SearchMiss.at > now() - KEPT)
        .group_by(SearchGroup.id)
        .having(_people >= FEWEST)
    )


def _words_of(ids: list[int]) -> dict[int, str]:
    """The words most people used for each, the shorter ones where it is even."""
    used = func.count().label("used")
    rows = db.session.execute(
        select(SearchMiss.group_id, SearchMiss.words, used)
        .where(SearchMiss.group_id.in_(ids))
        .group_by(SearchMiss.group_id, SearchMiss.words)
    ).all()
    rows = sorted(rows, key=lambda row: (row.used, -len(row.words), row.words))
    return {row.group_id: row.words for row in rows}
