"""How goals are said: what should come to what, how it stands, and what was done with it."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from discussions.insights.figures.registry import FIGURES
from discussions.insights.goals.drawing import Way
from discussions.insights.goals.models import Goal
from discussions.insights.measuring import MORE, SHARE
from discussions.insights.words import value_words
from lms.moments import day

WEEKS_DRAWN = 12
STATES = {
    "on_the_way": (_l("On the way"), "clock", ""),
    "reached": (_l("Reached"), "circle-check", "ok"),
    "past": (_l("Past its date"), "circle-alert", "warn"),
    "closed": (_l("Closed"), "lock", ""),
}
STEPS = {
    "set": _l("Set"),
    "changed": _l("Changed"),
    "noted": _l("Note"),
    "shared": _l("Shown to the cohort"),
    "unshared": _l("No longer shown to the cohort"),
    "reached": _l("Reached"),
    "closed": _l("Closed"),
    "handed": _l("Handed over with the cohort"),
    "ended": _l("Closed: the cohort went on in another one"),
}


def title_of(goal: Goal) -> str:
    """“Answered within a day: 80 % or more”."""
    figure = FIGURES[goal.figure]
    target = value_words(figure, goal.target)
    words = _("%(value)s or more", value=target) if figure.better == MORE else _("%(value)s or less", value=target)
    return f"{figure.name}: {words}"


def value_of(goal: Goal, value: float | None) -> str:
    return _("Not enough data") if value is None else value_words(FIGURES[goal.figure], value)


def numbers_of(goal: Goal) -> str:
    """“31 of 50 questions.”, as counted last."""
    numbers = {"n": goal.counted_n, "of": goal.counted_of}
    return str(FIGURES[goal.figure].numbers) % numbers if goal.counted_of else ""


def way_of(goal: Goal, today: date, zone: str) -> Way:
    """From where it stood to where it should come to, and where it stands between the two, as it is drawn."""
    return Way(
        place=goal.way,
        passed=goal.passed(today, zone),
        start=_("Start: %(value)s", value=value_of(goal, goal.baseline)),
        now=_("Now: %(value)s", value=value_of(goal, goal.value)),
        goal=_("Goal: %(value)s", value=value_words(FIGURES[goal.figure], goal.target)),
        begins=day(goal.set_on(zone)),
        ends=day(goal.due_on),
    )


def far_words(goal: Goal, today: date, zone: str) -> str:
    """What the drawing shows beside the values, as a sentence."""
    passed = goal.passed(today, zone)
    if goal.way is None:
        return _("%(passed)d %% of the time has passed.", passed=passed)
    return _("%(way)d %% of the way, in %(passed)d %% of the time.", way=goal.way, passed=passed)


def drawn_words(goal: Goal, today: date, zone: str) -> str:
    """All the drawing shows, for who does not see it."""
    way = way_of(goal, today, zone)
    return _(
        "%(title)s. %(start)s (%(begins)s). %(now)s. %(goal)s (%(ends)s). %(far)s %(state)s.",
        title=title_of(goal), start=way.start, begins=way.begins, now=way.now, goal=way.goal, ends=way.ends,
        far=far_words(goal, today, zone), state=STATES[goal.state(today)][0],
    )  # fmt: skip


def weeks_of(goal: Goal, counts: list) -> list[tuple[str, str, float, str]]:
    """The weeks counted last, the earliest first, above what they should come to; one count is no course."""
    if len(counts) < 2:
        return []
    aim = (_("Goal"), goal.target, "aim")
    values = [*((str(day(count.at)), count.value, "") for count in counts[:WEEKS_DRAWN][::-1]), aim]
    longest = max((value for _words, value, _kind in values if value is not None), default=0)
    scale = 100 if FIGURES[goal.figure].unit == SHARE else longest
    return [
        (words, value_of(goal, value), 100 * (value or 0) / scale if scale else 0, kind)
        for words, value, kind in values
    ]


def before_words(goal: Goal, before: dict, names: dict[int, str]) -> list[str]:
    """What a change replaced, one sentence for each."""
    said = []
    if "target" in before:
        said.append(_("The goal was %(value)s.", value=value_of(goal, before["target"])))
    if "due_on" in before:
        said.append(_("Its date was %(day)s.", day=day(date.fromisoformat(before["due_on"]))))
    if "owner_id" in before:
        said.append(_("%(name)s saw to it.", name=names.get(before["owner_id"], "…")))
    if before.get("why"):
        said.append(_("The reason was: %(words)s", words=before["why"]))
    return said
