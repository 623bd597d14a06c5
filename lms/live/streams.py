"""Event streams: one answer that stays open, reads from a queue, and asks again now and then who it speaks to."""

import json
import random
import time
from collections.abc import Callable, Iterator
from queue import Empty

from flask import Flask, Response, current_app
from flask_login import current_user
from sqlalchemy.exc import OperationalError

from lms.access import Viewer
from lms.database import begin_reading, begin_writing
from lms.live.hub import Hub, Listener, Word
from lms.people.signing_in import who_asks

MEDIA_TYPE = "text/event-stream"
HEARTBEAT = 20.0  # seconds after which a stream looks again whether its reader may still read
BUSY_FOR = 30  # seconds after which a page that found no place may ask again

ASK_YOURSELF = "event: ask\ndata:\n\n"
OVER = "event: over\ndata:\n\n"
STILL_HERE = ":\n\n"


def stream(channel: str, look: Callable[[Viewer], dict | None], told: int) -> Response:
    """News of a channel from number `told` on; `look(viewer)` gives what is newest, or nothing to who may not know.

    The view has asked `look` itself before, with its own answer for strangers.
    """
    hub: Hub = current_app.extensions["live"]
    listener = hub.join(channel, current_user.id)
    if listener is None:
        return Response("", 503, {"Retry-After": str(BUSY_FOR)})
    events = _events(current_app._get_current_object(), listener, who_asks(), look, told)
    # nginx would keep the words back until there are many.
    response = Response(events, mimetype=MEDIA_TYPE, headers={"X-Accel-Buffering": "no"})
    # Also called when the browser left before the first word was sent.
    response.call_on_close(lambda: hub.leave(listener))
    return response


def _events(app: Flask, listener: Listener, ask_who: Callable, look: Callable, told: int) -> Iterator[str]:
    # Not all at once, when a server that came back is found again.
    yield f"retry: {random.randint(2000, 6000)}\n\n"
    due = 0.0
    while True:
        is_due = time.monotonic() >= due
        if is_due:
            try:
                heard = _look_again(app, ask_who, look)
            except (OperationalError, TimeoutError):
                return  # the page comes back by itself, and perhaps finds the database again
            due = time.monotonic() + HEARTBEAT * random.uniform(0.9, 1.1)
            if heard is None:
                yield OVER
                return
        else:
            try:
                heard = listener.heard.get(timeout=max(0.0, due - time.monotonic()))
            except Empty:
                continue
        if heard is Word.GOODBYE:
            return
        if heard is Word.LOOK_AGAIN:
            due = 0.0
            continue
        if heard is Word.ASK_YOURSELF:
            yield ASK_YOURSELF
            return
        if heard["newest"] > told:
            told = heard["newest"]
            yield f"id: {told}\ndata: {json.dumps(heard)}\n\n"
        elif is_due:
            yield STILL_HERE  # finds out whether anybody is


def _look_again(app: Flask, ask_who: Callable, look: Callable) -> dict | None:
    """In a context of its own, so that the connection goes back as soon as it has answered."""
    with app.extensions["turns"].taken(), app.app_context():
        begin_reading()
        try:
            viewer = ask_who()
            return look(viewer) if viewer else None
        finally:
            begin_writing()
