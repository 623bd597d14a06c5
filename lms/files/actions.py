"""Every write about files: keeping an upload, changing who may fetch it, removing it."""

import hashlib
import logging
import re
import secrets
import unicodedata
from datetime import timedelta

from flask import current_app
from sqlalchemy import event, update
from sqlalchemy.orm import Session as OrmSession

from lms import images
from lms.database import db, now
from lms.files.captions import BadCaptions, as_webvtt, is_captions
from lms.files.models import File
from lms.jobs import every

log = logging.getLogger(__name__)
MAX_NAME = 120  # characters
UNDO = timedelta(days=30)


class UploadRefused(Exception):
    """The upload cannot be kept; `reason` is a sentence for the person who sent it."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def store_upload(
    data: bytes, name: str, *, audience_id: int, by=None, only_images: bool = False, known: File | None = None
) -> File:
    """Keep bytes under a new random key; images are re-encoded without what cameras hide in them.

    `known` holds these very bytes already: they were re-encoded then, and each time would cost the picture something."""
    if is_captions(name):
        try:
            data, name = as_webvtt(data, name)
        except BadCaptions as refused:
            raise UploadRefused(refused.reason) from refused
    media_type, width, height = images.media_type_of(data, name), None, None
    if media_type.startswith("image/"):
        try:
            data, media_type, width, height = _as_it_is(data, known) if known else images.prepare(data)
        except images.ImageRefused as refused:
            raise UploadRefused(refused.reason) from refused
    elif only_images:
        raise UploadRefused(images.not_an_image())
    file = File(
        key=secrets.token_urlsafe(18),
        name=safe_name(name),
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        width=width,
        height=height,
        audience_id=audience_id,
        uploaded_by=by.id if by else None,
    )
    keep_bytes(file.key, data)
    db.session.add(file)
    db.session.flush()
    return file


def _as_it_is(data: bytes, known: File) -> tuple[bytes, str, int | None, int | None]:
    return data, known.media_type, known.width, known.height


def copy_file(file: File, *, audience_id: int, by=None) -> File:
    """The same bytes under a key of their own, for other readers."""
    copied = ("name", "media_type", "size", "sha256", "width", "height")
    copy = File(
        key=secrets.token_urlsafe(18),
        audience_id=audience_id,
        uploaded_by=by.id if by else None,
        **{column: getattr(file, column) for column in copied},
    )
    current_app.extensions["storage"].copy(file.key, copy.key)
    _with_transaction(copy.key)
    db.session.add(copy)
    db.session.flush()
    return copy


def keep_bytes(key: str, data: bytes) -> None:
    """Keep bytes as long as this transaction is: when it is undone, nothing would ever name them again."""
    current_app.extensions["storage"].put(key, data)
    _with_transaction(key)


def _with_transaction(key: str) -> None:
    session = db.session()
    session.connection()  # begins one, where nothing was asked yet
    transaction = session.get_nested_transaction() or session.get_transaction()
    db.session.info.setdefault("kept_bytes", []).append((key, transaction))


def remove_file(file: File) -> None:
    """No longer served from now on; its bytes stay until the term for deleted things has passed."""
    file.deleted_at = now()


def restore_file(file: File) -> None:
    """Served again, under the same address."""
    file.deleted_at = None


@every(timedelta(hours=1))
def sweep_uploads() -> None:
    """Remove what was uploaded and never put into a text."""
    moment = now()
    swept = (File.waits_until < moment, File.deleted_at.is_(None))
    db.session.execute(update(File).where(*swept).values(deleted_at=moment))


def safe_name(name: str) -> str:
    """The last part of the name, without what could fool a person, a header or a file system."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C")
    name = re.sub(r'[<>:"|?*]', "_", name).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if len(name) > MAX_NAME and dot and len(ending) < 12:
        name = stem[: MAX_NAME - len(ending) - 1] + "." + ending
    return name[:MAX_NAME] or "file"


@event.listens_for(OrmSession, "after_commit")
def _keep(session) -> None:
    session.info.pop("kept_bytes", None)


@event.listens_for(OrmSession, "after_soft_rollback")
def _throw_away(session, undone) -> None:
    """What was kept within the transaction, or the part of one, that was undone."""
    kept = session.info.pop("kept_bytes", [])
    session.info["kept_bytes"] = [(key, part) for key, part in kept if not _is_within(part, undone)]
    for key, part in kept:
        if _is_within(part, undone):
            try:
                current_app.extensions["storage"].delete(key)
            except Exception:  # the storage may be away; then some bytes stay that nobody can ask for
                log.warning("the bytes of an upload that was undone could not be removed")


def _is_within(part, transaction) -> bool:
    while part is not None and part is not transaction:
        part = part.parent
    return part is transaction
