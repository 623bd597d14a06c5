"""The unanswered clock: how long a question waits for its first reply, and for whom it waits at that moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from discussions.answering.ladder import MANAGER, Ladder, ladder_of

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """A ring with its words; `kind` is how the ring looks: clock or late; `target` says what was missed."""

    percent: int
    words: str
    kind: str
    target: str = ""


def is_waiting(topic) -> bool:
    """Whether nobody but the asker has replied to an open question."""
    is_open = topic.accepted_post_id is None and topic.closed_at is None
    return topic.kind == "question" and is_open and topic.first_answer_at is None


def clock_of(topic, moment: datetime) -> Clock | None:
    """What the clock of a waiting question shows, by the ladder it was read with; None for everything that does not wait."""
    if not is_waiting(topic):
        return None
    ladder = ladder_of(topic)
    return clock_at(ladder, ladder.rung_at(topic.created_at, moment), topic.created_at, moment)


def clock_at(ladder: Ladder, rung: int, asked_at: datetime, moment: datetime) -> Clock:
    """“Waiting 3 h of 4 h”; without the end where only office hours count, or when peers and others had their time."""
    time = duration(moment - asked_at)
    if rung >= MANAGER:
        return Clock(100, _("Waiting %(time)s", time=time), "late", "" if ladder.hours else _target(ladder))
    percent = ladder.percent(asked_at, moment, rung)
    if ladder.hours:
        return Clock(percent, _("Waiting %(time)s", time=time), "clock")
    hours = (ladder.peers, ladder.experience)[rung]
    return Clock(percent, _("Waiting %(time)s of %(hours)d h", time=time, hours=hours), "clock")


def _target(ladder: Ladder) -> str:
    return _("Target was %(hours)d h", hours=ladder.experience)


def duration(time: timedelta) -> str:
    """“12 min”, “1 h 22 min”, “26 h”, “3 days”: shorter than anybody needs to think about."""
    minutes = max(1, int(time.total_seconds() // 60))
    if minutes < 60:
        return _("%(minutes)d min", minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 3 and minutes:
        return _("%(hours)d h %(minutes)d min", hours=hours, minutes=minutes)
    if hours < 48:
        return _("%(hours)d h", hours=hours)
    return ngettext("%(num)d day", "%(num)d days", time // DAY)
