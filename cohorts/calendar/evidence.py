"""What a person's page may tell of meetings: those they hosted, in cohorts the reader reads."""

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import Select, select

from cohorts.calendar.models import Event, EventDate
from lms.access import Viewer, visible
from lms.database import now
from lms.people.directory.evidence import Evidence


def _hosted(viewer: Viewer) -> Select:
    took_place = (Event.state == "planned", Event.cancelled_at.is_(None), EventDate.cancelled_at.is_(None))
    return (
        select(Event.host_id.label("user_id"), Event.title)
        .join(EventDate, EventDate.event_id == Event.id)
        .where(*took_place, EventDate.ends_at < now(), visible(Event.audience_id, viewer))
    )


HOSTED = Evidence(
    name="hosted",
    choice=_l("Meetings you hosted"),
    said=lambda number: ngettext("%(num)d meeting hosted", "%(num)d meetings hosted", number),
    things=_hosted,
    is_usual=False,
)
