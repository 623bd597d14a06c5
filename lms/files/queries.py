"""Every SELECT about files."""

from collections.abc import Callable

from sqlalchemy import Select, or_, select

from lms.access import Viewer, visible
from lms.database import db
from lms.files.models import File

_kept_open: dict[str, Callable[[Viewer], Select]] = {}


def keep_open(why: str, select_files: Callable[[Viewer], Select]) -> None:
    """`select_files(viewer)` gives files that were taken away and that somebody still has to see; app.py lists them all."""
    _kept_open[why] = select_files


def files_visible_to(viewer: Viewer) -> Select:
    is_theirs = or_(File.waits_until.is_(None), File.uploaded_by == viewer.id)
    return select(File).where(visible(File.audience_id, viewer), File.deleted_at.is_(None), is_theirs)


def find_file(viewer: Viewer, key: str) -> File | None:
    """The file under this key, if this person may fetch it."""
    for files in (files_visible_to, *_kept_open.values()):
        if file := db.session.scalars(files(viewer).where(File.key == key)).one_or_none():
            return file
    return None
