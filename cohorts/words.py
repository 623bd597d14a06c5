"""The sentences about a cohort that stand on several pages: its state in time and its phases."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.lists import format_list
from flask_babel import format_date, get_locale, gettext, ngettext
from flask_babel import lazy_gettext as _l

from cohorts.models import Dates
from lms.numbers import in_words

PHASE_WORDS = {
    "invited": _l("Invited"),
    "trainee": _l("Trainee"),
    "alumnus": _l("Alumnus"),
    "mentor": _l("Mentor"),
    "facilitator": _l("Facilitator"),
    "former": _l("Went on in another cohort"),
    "left": _l("Left"),
}


def day_words(day: date, moment: datetime) -> str:
    """“26 June”, and the year when it is another one."""
    return format_date(day, "d MMMM" if day.year == moment.year else "d MMMM y")


def day_at(cohort: Dates, at: datetime) -> str:
    """The day of a moment where the cohort is."""
    return format_date(at.astimezone(ZoneInfo(cohort.timezone)).date(), "EEEE d MMMM")


def lead(cohort: Dates, people: int, moment: datetime) -> str:
    """The sentence under the name of a cohort: where it is in time, and what the end does not change."""
    state = cohort.state(moment)
    if state == "before":
        return gettext(
            "Starts on %(day)s. Who is already here can already talk.",
            day=format_date(
                cohort.starts_on, "EEEE d MMMM" if cohort.starts_on.year == moment.year else "EEEE d MMMM y"
            ),
        )
    end = day_words(cohort.ends_on, moment)
    if state == "running":
        week, weeks = weeks_of(cohort, moment)
        return gettext(
            "Week %(week)d of %(weeks)d. The training ends on %(end)s; the group goes on.",
            week=week,
            weeks=weeks,
            end=end,
        )
    return ngettext(
        "The training ended on %(end)s. Nothing closed: the same conversations, the same address.",
        "The training ended on %(end)s. Nothing closed: the same %(people)s people, the same conversations, the same "
        "address.",
        people,
        end=end,
        people=in_words(people),
    )


def state_words(cohort: Dates, moment: datetime) -> str:
    """The same in a list: “Ends 26 June, then goes on as alumni”."""
    state = cohort.state(moment)
    if state == "before":
        return gettext("Starts on %(day)s", day=day_words(cohort.starts_on, moment))
    end = day_words(cohort.ends_on, moment)
    if state == "running":
        return gettext("Ends %(day)s, then goes on as alumni", day=end)
    return gettext("Training ended %(day)s, the group goes on", day=end)


def weeks_of(cohort: Dates, moment: datetime) -> tuple[int, int]:
    """(which week of the training it is, how many it has)."""
    week = (moment - cohort.starts_at).days // 7 + 1
    return week, max(week, ((cohort.ends_on - cohort.starts_on).days + 7) // 7)


def first_names(people) -> str:
    """“Naomi, Hugo and Tess”."""
    names = [(person.name.split() or [""])[0] for person in people]
    language = str(get_locale() or "en")
    # Plain “en” is American, with a comma before the last name.
    return format_list(names, locale="en_GB" if language == "en" else language)
