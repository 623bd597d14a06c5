"""Open pages: many event streams, held open while something else is measured."""

import contextlib
import socket

from discussions.models import Topic
from lms.access import AudienceMember
from lms.database import db
from lms.live.hub import MOST_EACH
from lms.people.actions import start_session
from lms.people.models import User

STREAMS = 200


def open_pages(topic_id: int) -> list[tuple[str, int]]:
    """(session token, topic) of each page: the readers of this topic on it, and others on one of their own."""
    first = db.func.coalesce(db.func.max(db.case((Topic.id == topic_id, topic_id))), db.func.min(Topic.id))
    readers = (
        db.select(AudienceMember.user_id, first.label("topic_id"))
        .join(Topic, Topic.audience_id == AudienceMember.audience_id)
        .group_by(AudienceMember.user_id)
        .order_by(db.desc(first == topic_id), AudienceMember.user_id)
        .limit(-(-STREAMS // MOST_EACH))
    )
    pages = [
        (start_session(db.session.get_one(User, row.user_id)), row.topic_id) for row in db.session.execute(readers)
    ]
    return (pages * MOST_EACH)[:STREAMS]


@contextlib.contextmanager
def all_listening(port: int, pages: list[tuple[str, int]]):
    """Every stream is open and has been told once that there is nothing new."""
    with contextlib.ExitStack() as stack:
        for token, topic_id in pages:
            page = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=60))
            page.sendall(
                f"GET /topics/{topic_id}/news?after=999999999 HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                f"Cookie: leerkring={token}\r\nAccept: text/event-stream\r\n\r\n".encode()
            )
            heard = b""
            while not heard.endswith(b":\n\n\r\n"):
                heard += (piece := page.recv(4096))
                if not piece or b" 200 " not in heard[:20]:
                    raise RuntimeError(f"no stream: {heard[:60]!r}")
        yield
