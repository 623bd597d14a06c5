"""The words of flags and reviews."""

from flask_babel import lazy_gettext as _l

REASON_WORDS = {
    "unkind": _l("It is unkind"),
    "private": _l("It tells something private"),
    "off_topic": _l("It is off the subject"),
    "spam": _l("It is advertising"),
    "other": _l("Something else"),
}
DECISION_WORDS = {
    "hide": _l("Hide it: the report is right"),
    "mend": _l("Ask the author to change it: the report is right"),
    "keep": _l("Keep it: nothing is wrong with it"),
    "ignore": _l("Leave it at that: nobody needs to be right"),
}
DECIDED = {
    "hide": _l("It was hidden."),
    "mend": _l("The author was asked to change it."),
    "keep": _l("It was kept: nothing is wrong with it."),
    "ignore": _l("It was left at that."),
}
