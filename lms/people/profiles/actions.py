"""Every write about profiles: what a person tells, who sees it, and their photograph."""

from flask_babel import gettext as _

from lms import images
from lms.access import ACADEMY
from lms.database import db
from lms.files.actions import UploadRefused, remove_file, store_upload
from lms.people.models import LISTS, PROFILE_FIELDS, User
from lms.people.profiles.about import about_html
from lms.people.profiles.indexing import index_person
from lms.people.profiles.queries import find_photo
from lms.people.profiles.words import listed

FACE_SIDE = 384  # pixels: four times the largest face on a page
PARTS = (*PROFILE_FIELDS, "work")  # what somebody chooses readers for
WRITTEN = tuple(field for field in PROFILE_FIELDS if field != "email")


def save_profile(user: User, *, name: str, fields: dict[str, str], visibility: dict[str, str]) -> None:
    """Keep what a person tells and who sees each part; what others find follows at once."""
    user.name = name
    for field in WRITTEN:
        setattr(user, field, _tidy(field, fields.get(field, "")))
    user.about_html = about_html(user.about)
    user.visibility = {field: visibility[field] for field in PARTS if field in visibility}
    db.session.flush()
    index_person(user)


def set_photo(user: User, data: bytes, name: str) -> None:
    """A new face, seen by the whole academy; raises UploadRefused with a sentence when it is no picture."""
    file = store_upload(_small(data), name, audience_id=ACADEMY, by=user, only_images=True)
    _remove_photo_file(user)
    user.photo_key = file.key
    db.session.flush()


def remove_photo(user: User) -> None:
    """Back to initials."""
    _remove_photo_file(user)
    user.photo_key = None
    db.session.flush()


def _tidy(field: str, words: str) -> str:
    if field in LISTS:
        return ", ".join(listed(words))
    return words.strip() if field == "about" else " ".join(words.split())


def _small(data: bytes) -> bytes:
    """Faces stand thirty to a page: small, still, and never a drawing."""
    try:
        if images.examine(data).frames > 1:
            raise UploadRefused(_("This picture moves. Choose one that stands still."))
        return images.reencode(data, max_side=FACE_SIDE)[0]
    except images.ImageRefused as refused:
        raise UploadRefused(refused.reason) from refused


def _remove_photo_file(user: User) -> None:
    file = find_photo(user)
    if file is not None:
        remove_file(file)
