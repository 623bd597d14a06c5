"""Every write about images and files in posts; who may fetch one follows the conversation its post stands in."""

from datetime import datetime

from sqlalchemy import select, update

from discussions.composing.models import Attachment
from discussions.models import Post, Topic
from lms.database import db, now
from lms.files.actions import UNDO, store_upload
from lms.files.models import File
from lms.revisions.rendering import FILE_ADDRESS


def attach(data: bytes, name: str, *, alt: str, audience_id: int, by) -> File:
    """Keep an upload for the readers of a conversation; until it stands in a post only its owner fetches it."""
    file = store_upload(data, name, audience_id=audience_id, by=by)
    file.waits_until = now() + UNDO
    db.session.add(Attachment(file_id=file.id, alt=alt))
    db.session.flush()
    return file


def adopt_files(post: Post, audience_id: int, *, by) -> None:
    """What the writer put into the words of a post belongs to it from now on, and its readers fetch it.

    Only their own uploads that stand nowhere else: an address copied from elsewhere opens nothing to anybody."""
    keys = set(FILE_ADDRESS.findall(post.body))
    if not keys:
        return
    waiting = (
        select(File.id)
        .join(Attachment, Attachment.file_id == File.id)
        .where(File.key.in_(keys), File.uploaded_by == by.id, Attachment.post_id.is_(None))
    )
    files = list(db.session.scalars(waiting))
    if files:
        db.session.execute(update(Attachment).where(Attachment.file_id.in_(files)).values(post_id=post.id))
        _change(File.id.in_(files), audience_id=audience_id, waits_until=None, deleted_at=None)


def take_files(post: Post, at: datetime) -> None:
    """The files of a post that is gone are served to nobody."""
    _change(File.id.in_(_of(Attachment.post_id == post.id)) & File.deleted_at.is_(None), deleted_at=at)


def put_back_files(post: Post, gone_at: datetime) -> None:
    """The files that went with the post; one that was removed by itself stays away."""
    _change(File.id.in_(_of(Attachment.post_id == post.id)) & (File.deleted_at == gone_at), deleted_at=None)


def move_files(topic: Topic) -> None:
    """The files of a topic that was moved are for its readers."""
    posts = select(Post.id).where(Post.topic_id == topic.id)
    _change(File.id.in_(_of(Attachment.post_id.in_(posts))), audience_id=topic.audience_id)


def _of(which):
    return select(Attachment.file_id).where(which)


def _change(which, **values) -> None:
    db.session.execute(update(File).where(which).values(**values))
