"""The words of surveys: what is promised to who answers, where a survey stands, and what came out."""

from flask_babel import format_decimal, gettext, ngettext
from flask_babel import lazy_gettext as _l

from cohorts.surveys.models import FEWEST, SurveyRound
from lms.moments import spoken

KIND_WORDS = {
    "scale": _l("A scale from 1 to 5"),
    "single": _l("Choose one"),
    "multiple": _l("Choose several"),
    "text": _l("In their own words"),
}
RHYTHM_WORDS = {
    "": _l("Once"),
    "fortnight": _l("Every two weeks"),
    "month": _l("Every month"),
    "quarter": _l("Every three months"),
}
PROMISES = (
    _l("Your answers are added to those of the others and kept nowhere by themselves: nobody can look up what you said, "
       "facilitators and administrators included."),
    _l("What came out is shown once the survey is closed, to everybody who was asked, and only where at least five people "
       "answered. What fewer said is thrown away unread."),
    _l("Only that you answered is remembered until then, so that everybody answers once. What you write in your own words "
       "is shown as you write it: leave out what gives you or others away."),
)  # fmt: skip


def days(number: int) -> str:
    return ngettext("%(num)d day", "%(num)d days", number)


def standing(survey, latest: SurveyRound | None, moment) -> str:
    """Where it stands, in one line: draft, open until, closed since."""
    if latest is None:
        return gettext("Draft: nobody is asked yet")
    if latest.is_open(moment):
        return gettext("Open, closes %(when)s", when=spoken(latest.closes_at))
    return gettext("Closed %(when)s", when=spoken(latest.closed_at or latest.closes_at))


def took_part(one: SurveyRound) -> str:
    """“12 of the 18 who were asked answered.”"""
    return gettext("%(answered)d of the %(asked)d who were asked answered.", answered=one.answered, asked=one.asked)


def mean(value: float | None) -> str:
    return "–" if value is None else format_decimal(round(value, 1), format="0.0")


def changed(by: float | None) -> str:
    """“0.4 higher than the time before”."""
    if by is None:
        return ""
    if abs(round(by, 1)) < 0.1:
        return gettext("the same as the time before")
    amount = format_decimal(abs(round(by, 1)), format="0.0")
    if by > 0:
        return gettext("%(amount)s higher than the time before", amount=amount)
    return gettext("%(amount)s lower than the time before", amount=amount)


def too_few() -> str:
    return gettext("Fewer than %(num)d people answered this: nothing is shown, and nothing was kept.", num=FEWEST)


def why_not_open(questions: int, asked: int) -> str:
    """Why nobody can be asked yet; empty when only the rest between two rounds is missing."""
    if not questions:
        return gettext("Write at least one question first.")
    if asked < FEWEST:
        return ngettext(
            "Only %(num)d person would be asked. From fewer than five nothing can be shown, so we do not ask.",
            "Only %(num)d people would be asked. From fewer than five nothing can be shown, so we do not ask.",
            asked,
        )
    return gettext("The last round ended less than five days ago. Let it rest before you ask the same again.")
