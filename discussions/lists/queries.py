"""Every SELECT of lists of topics."""

from datetime import datetime, timedelta

from sqlalchemy import select

from discussions.lists import statements
from discussions.lists.statements import FILTERS, PAGE
from discussions.models import Space, Topic
from discussions.policies import leads_elsewhere
from lms.access import Viewer, visible
from lms.database import db, now
from lms.reading import read

AUDIENCES_AT_MOST = 60  # of a person's audiences, the last ones; only staff have so many
WAITED_ENOUGH = timedelta(hours=3)
FORGOTTEN = timedelta(days=60)


def lines_in_space(
    viewer: Viewer, space_id: int, which: str = "all", before: tuple[datetime, int] | None = None, **narrowed
):
    """(lines, whether there are more): a page of a space's topics through one of FILTERS, `narrowed` to a `lesson` or a `tag`."""
    which = which if which in FILTERS else "all"
    values = _values(viewer, space_id=space_id)
    if before:
        values |= {"bumped_at": before[0], "topic_id": before[1]}
    values |= {f"{name}_id": number for name, number in narrowed.items()}
    rows = read(statements.lines_in_space(which, tuple(sorted(narrowed)), before is not None), **values)
    return rows[:PAGE], len(rows) > PAGE


def pinned_in_space(viewer: Viewer, space_id: int):
    return read(statements.PINNED, **_values(viewer, space_id=space_id))


def standing_in(viewer: Viewer, space_id: int):
    """What stands around a list: how many of the last topics have something new (`unread`), the `level` chosen for all of the
    space, whether it `has_pinned` ones, and its charter: `purpose`, `review_on`, and its `host` as long as they read it."""
    return read(statements.STANDING, **_values(viewer, space_id=space_id)).one_or_none()


def last_word_at(viewer: Viewer, cohort_id: int) -> datetime | None:
    """When something was last said in a cohort."""
    statement = (
        select(Topic.bumped_at)
        .join(Space, Space.id == Topic.space_id)
        .where(Space.cohort_id == cohort_id, visible(Topic.audience_id, viewer), Topic.deleted_at.is_(None))
        .order_by(Topic.bumped_at.desc())
        .limit(1)
    )
    return db.session.scalar(statement)


def newest_lines(viewer: Viewer, each: int = 8):
    """The last topics of each of the viewer's audiences, in one statement."""
    audiences = _numbered(viewer)
    return read(statements.newest_lines(len(audiences), each), viewer_id=viewer.id, **audiences)


def open_questions(viewer: Viewer, each: int = 15):
    """Questions of others that are still open, in one statement; `learnt_at` is when the viewer did their lesson."""
    audiences = _numbered(viewer)
    return read(statements.open_questions(len(audiences), each), viewer_id=viewer.id, **audiences)


def waiting_lines(viewer: Viewer):
    """Open questions that waited for hours in the spaces the viewer leads, the longest first."""
    moment = now()
    values = _values(
        viewer,
        until=moment - WAITED_ENOUGH,
        since=moment - FORGOTTEN,
        leads_elsewhere=leads_elsewhere(viewer),
    )
    return read(statements.WAITING, **values)


def find_expertise(viewer: Viewer) -> str | None:
    """What others may ask this person about, in their own words; None for who is still in training everywhere."""
    return read(statements.EXPERTISE, viewer_id=viewer.id).scalar()


def _values(viewer: Viewer, **more) -> dict:
    return {"audiences": sorted(viewer.audiences), "viewer_id": viewer.id, **more}


def _numbered(viewer: Viewer) -> dict:
    audiences = sorted(viewer.audiences)[-AUDIENCES_AT_MOST:]
    return {f"audience_{position}": audience_id for position, audience_id in enumerate(audiences)}
