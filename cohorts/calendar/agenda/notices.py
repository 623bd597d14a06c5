"""What the author of a point hears: that it is on the agenda, or is not; said only while that is so."""

from zoneinfo import ZoneInfo

from flask_babel import force_locale, gettext

from cohorts.calendar import words
from cohorts.calendar.agenda import queries
from cohorts.calendar.agenda.models import AgendaPoint
from cohorts.calendar.models import Event, EventDate
from cohorts.calendar.words import Held
from lms.database import db
from lms.notifications.actions import notify
from lms.notifications.standing import stands
from lms.people.models import User


def tell_author(event: Event, day: EventDate, point: AgendaPoint, *, by) -> None:
    """“On the agenda: …” or “Not on the agenda: …”, to who proposed it; nothing while it is open."""
    author = db.session.get_one(User, point.author_id)
    with force_locale(author.locale):
        if point.state == "accepted":
            title = gettext("On the agenda: %(point)s", point=point.title)
        elif point.state == "struck":
            title = gettext("Not on the agenda: %(point)s", point=point.title)
        else:
            return
        notify(
            [author.id], "meeting", audience_id=point.audience_id, actor=by, thread=point.thread,
            thing=f"{point.thread}:{point.state}", title=title, url=f"{event.path}?date={day.id}",
            excerpt=f"{event.title}, {words.when(Held(event, day), ZoneInfo(author.timezone))}",
        )  # fmt: skip


@stands("agenda_point")
def still_stands(reader, notifications) -> list[int]:
    """The ids of those whose point is still where they say, on a date that is still to be held."""
    numbers = {row.id: row.thing.split(":") for row in notifications}
    states = queries.standing_states({int(number) for _kind, number, _state in numbers.values()})
    return [row_id for row_id, (_kind, number, state) in numbers.items() if states.get(int(number)) == state]
