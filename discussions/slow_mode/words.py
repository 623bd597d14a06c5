"""What slow mode says to somebody who wants to write."""

from flask_babel import format_datetime, format_time, ngettext
from flask_babel import gettext as _

from discussions.models import Topic
from discussions.policies import leads
from discussions.posts.standing import hold_topic
from discussions.slow_mode.queries import waits_until
from lms.access import Viewer
from lms.database import now


def slow_refusal(viewer: Viewer, topic: Topic) -> str:
    """Why a reply has to wait, for its form. Two replies sent at one moment ask one after the other."""
    if topic.slow_until is None or leads(viewer, topic):
        return ""
    hold_topic(topic.id)
    again = waits_until(viewer, topic)
    if again is None:
        return ""
    time = format_time(again, "HH:mm")
    return _("This conversation is in slow mode: you may write again at %(time)s. Your words are kept.", time=time)


def slow_state(viewer: Viewer, topic) -> str:
    """The line above the composer while slow mode lasts."""
    if topic.slow_until is None or topic.slow_until <= now():
        return ""
    rule = ngettext(
        "Slow mode: one reply per person in %(num)d minute, until %(time)s.",
        "Slow mode: one reply per person in %(num)d minutes, until %(time)s.",
        topic.slow_minutes,
        time=spoken_until(topic.slow_until),
    )
    again = None if leads(viewer, topic) else waits_until(viewer, topic)
    if again is None:
        return rule
    return " ".join((rule, _("You may write again at %(time)s.", time=format_time(again, "HH:mm"))))


def spoken_until(moment) -> str:
    """“14:30” today, “27 November 14:30” on another day."""
    return (
        format_time(moment, "HH:mm")
        if (moment - now()).total_seconds() < 43_200
        else format_datetime(moment, "d MMMM HH:mm")
    )
