"""Every write about bookmarks: keeping a post, letting it go, and reminding of it."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from discussions.bookmarks import queries
from discussions.bookmarks.models import Bookmark
from lms.database import db, insert, now
from lms.jobs import every
from lms.notifications.actions import notify


def keep(viewer, post, *, note: str, remind_at: datetime | None) -> None:
    """Keep a post, or change what was noted about it; twice keeps it once."""
    values = {"note": note.strip(), "remind_at": remind_at}
    row = insert(Bookmark).values(user_id=viewer.id, post_id=post.id, created_at=now(), **values)
    db.session.execute(row.on_conflict_do_update(index_elements=["user_id", "post_id"], set_=values))


def let_go(viewer, post) -> None:
    db.session.execute(delete(Bookmark).where(Bookmark.user_id == viewer.id, Bookmark.post_id == post.id))


@every(timedelta(minutes=1))
def remind() -> None:
    """Bring back what somebody wanted to be reminded of; who may no longer read it, or of what is gone, hears nothing."""
    for bookmark, post, topic in queries.due(now()):
        if post.deleted_at is None and topic.deleted_at is None:
            notify(
                [bookmark.user_id],
                "reminded",
                audience_id=topic.audience_id,
                actor=None,
                thread=f"topic:{topic.id}",
                thing=f"reminder:{bookmark.id}:{bookmark.remind_at:%Y%m%d%H%M}",
                title=topic.title,
                url=f"/posts/{post.id}",
                excerpt=bookmark.note,
            )
        bookmark.remind_at = None
