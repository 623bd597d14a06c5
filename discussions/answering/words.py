"""What is said about the ladder: where a question is now and how it goes on, in plain words."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from discussions.answering.held.policies import can_hold, can_read_held
from discussions.answering.hours import Hours
from discussions.answering.ladder import EXPERIENCE, MANAGER, PEERS, Ladder, ladder_of
from discussions.clock import Clock, clock_at, is_waiting
from lms.access import Viewer
from lms.database import now
from lms.moments import spoken, weekday

RUNG_WORDS = (
    _l("With its peers"),
    _l("With people who know about it"),
    _l("With somebody who sees to it"),
    _l("Waiting too long"),
)
BECAUSE = {
    "answers": _l("Answers of yours about this were accepted before."),
    "verified": _l("You verified the article this is about."),
    "article": _l("You wrote the article this is about."),  # people were asked for this before
    "expertise": _l("Others may ask you about this, your profile says."),
    "lesson": _l("You completed the lesson this is about."),
    "passed on": _l("Somebody who was asked thought of you."),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a waiting question is now. `was_asked` tells the reader why they were asked, `held` how many answers wait."""

    rung: int
    clock: Clock
    here: str
    next: str
    was_asked: str = ""
    held: int = 0
    steps: list = field(default_factory=list)
    hours: str = ""


def rung_of(row, ladder: Ladder, moment: datetime) -> int:
    """The rung a question was brought to, or where the clock has it when nobody has moved it yet."""
    return max(row.rung, ladder.rung_at(row.created_at, moment))


def standing_of(row, viewer: Viewer, moment: datetime) -> Standing | None:
    """What a thread says of its place on the ladder; None for everything that does not wait."""
    if not is_waiting(row):
        return None
    ladder = ladder_of(row)
    rung, ends = rung_of(row, ladder, moment), ladder.ends(row.created_at)
    return Standing(
        rung=rung,
        clock=clock_at(ladder, rung, row.created_at, moment),
        here=here_words(rung, row, ends),
        next=next_words(rung, row),
        was_asked=str(BECAUSE.get(row.was_asked, "")) if row.was_asked else "",
        held=row.held if can_read_held(viewer, row) else 0,
        steps=list(zip(RUNG_WORDS, [row.created_at, *ends], strict=True)),
        hours=hours_words(ladder.hours),
    )


def here_words(rung: int, row, ends: list[datetime]) -> str:
    """Whose turn it is, and until when."""
    until = spoken(ends[min(rung, MANAGER)])
    if rung == PEERS:
        return _("Now its peers have it, until %(when)s.", when=until)
    if rung == EXPERIENCE and row.asked:
        return ngettext(
            "Now %(num)d person who knows about it was asked, until %(when)s.",
            "Now %(num)d people who know about it were asked, until %(when)s.",
            row.asked,
            when=until,
        )
    if rung == EXPERIENCE:
        return _("Now it waits for somebody who knows about it, until %(when)s.", when=until)
    name = row.owner_name or row.manager_name
    if rung == MANAGER:
        if name:
            return _("Now %(name)s sees to it that an answer comes, by %(when)s.", name=name, when=until)
        return _("Now whoever leads here sees to it that an answer comes, by %(when)s.", when=until)
    if name:
        return _("It waits longer than we want. %(name)s sees to it, and everybody who leads here knows.", name=name)
    return _("It waits longer than we want, and everybody who leads here knows.")


def next_words(rung: int, row) -> str:
    """What happens when nobody answers."""
    if rung == PEERS:
        return _("After that, at most two people with experience are asked.")
    if rung == EXPERIENCE:
        name = row.owner_name or row.manager_name
        return _("After that, it goes to %(name)s.", name=name) if name else _("After that, it goes to who leads here.")
    return ""


def holding_words(row, viewer: Viewer) -> str:
    """What holding an answer back means, for who may do it now; empty for everybody else."""
    if not can_hold(viewer, row):
        return ""
    ladder, moment = ladder_of(row), now()
    if rung_of(row, ladder, moment) != PEERS:
        return ""
    return _("Hold it back until %(when)s, while the peers have it", when=spoken(ladder.ends(row.created_at)[PEERS]))


def hours_words(hours: Hours | None) -> str:
    """“Monday, Tuesday and Friday, 9:00–17:00” as a sentence; empty when every hour counts."""
    if hours is None:
        return ""
    opens, closes = (f"{minutes // 60}:{minutes % 60:02d}" for minutes in (hours.opens, hours.closes))
    days = ", ".join(day_names()[day] for day in sorted(hours.days))
    return _(
        "Only office hours count: %(days)s, %(opens)s–%(closes)s (%(zone)s).",
        days=days,
        opens=opens,
        closes=closes,
        zone=hours.timezone.rpartition("/")[2].replace("_", " "),
    )


def day_names() -> dict[int, str]:
    """Weekdays from 1 for Monday, in the reader's language."""
    locale = str(get_locale() or "en")
    monday = datetime(2024, 1, 1, tzinfo=UTC)
    return {day: weekday(monday.replace(day=day), locale) for day in range(1, 8)}
