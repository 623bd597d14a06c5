"""Files of a copy: the same bytes under keys of their own, for the readers of the copy alone."""

from collections.abc import Callable

from courses.copying.carrying import Carrying
from lms.database import db
from lms.files.actions import copy_file
from lms.files.models import File


def copy_files(held: list[tuple[int, str, File]], carrying: Carrying, *, audience_id: int, by, hold: Callable) -> None:
    """Copy each of these files once; `hold(id of the text, copy, what it shows)` makes the row between both."""
    copies: dict[int, File | None] = {}
    for text_id, alt, file in held:
        if file.id not in copies:
            copies[file.id] = _copied(file, audience_id, by)
            if copies[file.id] is not None:
                carrying.files[file.key] = copies[file.id].key
        if copies[file.id] is not None:
            db.session.add(hold(text_id, copies[file.id], alt))
    db.session.flush()


def _copied(file: File, audience_id: int, by) -> File | None:
    try:
        return copy_file(file, audience_id=audience_id, by=by)
    except FileNotFoundError:  # its bytes are gone; the text says so as it does in the original
        return None
