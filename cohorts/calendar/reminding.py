"""Reminders: a day and an hour before, to who comes and the host; what changed meanwhile is not said any more when the mail leaves."""

from datetime import timedelta

from cohorts.calendar import notices, queries
from cohorts.calendar.models import OFF, REMIND_BEFORE, EventDate
from lms.database import db, now
from lms.jobs import every
from lms.notifications.standing import stands


@every(timedelta(minutes=5))
def remind_who_comes() -> None:
    moment = now()
    day, hour = REMIND_BEFORE["day"], REMIND_BEFORE["hour"]
    for event, date in queries.due_for_reminder(EventDate.reminded_day_at, moment + hour, moment + day):
        date.reminded_day_at = moment
        notices.remind(event, date, "day")
    for event, date in queries.due_for_reminder(EventDate.reminded_hour_at, moment, moment + hour):
        date.reminded_hour_at = moment
        if not event.is_all_day:
            notices.remind(event, date, "hour")
    db.session.flush()


@stands("event")
def still_stands(reader, notifications) -> list[int]:
    """The ids of those that are still true: the event as it was announced, the place kept, the hour the same."""
    parted = {row.id: row.thing.split(":") for row in notifications}
    of_dates = ("event-day", "event-hour", "event-place", "event-moved")
    dates = queries.standing_dates({int(at[1]) for at in parted.values() if at[0] in of_dates}, reader.id)
    events = queries.standings_of({int(row.thread.split(":")[1]) for row in notifications})
    changes = {row.thread for row in notifications if parted[row.id][0] == "event-changed"}
    last = queries.last_changes_told(reader.id, changes) if changes else set()
    kept = []
    for row in notifications:
        at, event = parted[row.id], events.get(int(row.thread.split(":")[1]))
        if event is None:
            is_true = False
        elif at[0] in of_dates:
            is_true = _holds(at, dates.get(int(at[1])), reader)
        elif at[0] in ("event-planned", "event-proposed"):
            is_true = at[0] == f"event-{event.state}"
        elif at[0] == "event-changed":
            is_true = event.state not in OFF and row.id in last
        elif at[0] == "event-hostless":
            is_true = event.state not in OFF and event.host_id == int(at[2])
        elif at[0] == "event-lapsed":
            is_true = event.state == "lapsed"
        elif at[0] == "event-host":
            is_true = event.state not in OFF and event.host_id == reader.id
        else:
            is_true = True
        if is_true:
            kept.append(row.id)
    return kept


def _holds(at: list[str], date, reader) -> bool:
    if date is None:
        return False
    if at[0] == "event-moved":
        return date.answer in ("going", "maybe", "waiting")
    if at[0] == "event-place":
        return date.answer == "going"
    is_reminded = date.answer == "going" or (date.host_id == reader.id and date.answer != "no")
    return is_reminded and at[2] == f"{date.starts_at:%Y%m%dT%H%M}"
