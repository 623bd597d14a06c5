"""Events rendered again: the words stay as their hosts wrote them, only the HTML is made anew."""

from sqlalchemy import select

from cohorts.calendar.models import Event
from lms.database import db
from lms.markup import RENDERER_VERSION, render
from lms.renewing import renews


@renews("events")
def renew_events(limit: int) -> int:
    outdated = select(Event).where(Event.renderer_version < RENDERER_VERSION).order_by(Event.id).limit(limit)
    events = db.session.scalars(outdated).all()
    for event in events:
        event.html, event.renderer_version = render(event.body, profile="post").html, RENDERER_VERSION
    db.session.flush()
    return len(events)
