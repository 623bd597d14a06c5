"""The agenda as the page of an event shows it to one reader."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import ngettext

from cohorts.calendar.agenda import policies, queries
from cohorts.calendar.agenda.forms import PointForm
from cohorts.calendar.models import Event, EventDate
from lms.access import Viewer

SHOWN_AS = ("accepted", "proposed", "struck")


@dataclass(frozen=True, slots=True)
class Agenda:
    """`accepted` stands in the order of the host, the others by votes; `removable` are ids of points."""

    accepted: list
    proposed: list
    struck: list
    removable: set[int]
    is_open: bool
    can_take_part: bool
    can_arrange: bool
    form: PointForm | None
    time_words: str

    @property
    def is_shown(self) -> bool:
        return self.can_take_part or bool(self.accepted or self.proposed or self.struck)


def agenda_of(
    viewer: Viewer, phase: str | None, event: Event, day: EventDate, moment: datetime, form: PointForm | None = None
) -> Agenda:
    points = queries.points_of(day, viewer)
    accepted, proposed, struck = ([row for row in points if row.state == state] for state in SHOWN_AS)
    can_take_part = policies.can_take_part(phase, event, day, moment)
    return Agenda(
        accepted=accepted,
        proposed=proposed,
        struck=struck,
        removable={row.id for row in points if policies.can_remove(viewer, phase, event, day, row, moment)},
        is_open=policies.is_open(event, day, moment),
        can_take_part=can_take_part,
        can_arrange=policies.can_arrange(viewer, phase, event, day, moment),
        form=(form or PointForm(formdata=None)) if can_take_part else None,
        time_words=_time_words(event, day, accepted),
    )


def _time_words(event: Event, day: EventDate, accepted: list) -> str:
    """“35 of 120 minutes”: what is accepted, of the time there is; nothing where no point says how long."""
    minutes = sum(row.minutes or 0 for row in accepted)
    if not minutes:
        return ""
    if event.is_all_day:
        return ngettext("%(num)d minute", "%(num)d minutes", minutes)
    length = int((day.ends_at - day.starts_at).total_seconds() // 60)
    return ngettext("%(minutes)d of %(num)d minute", "%(minutes)d of %(num)d minutes", length, minutes=minutes)
