"""What is suggested for each moment, in the language of the cohort, and how it ended."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

OUTCOMES = {
    "sent": _l("Sent"),
    "lively": _l("Not needed: people talked anyway"),
    "merged": _l("Not needed: the cohort went on in another, which has words of its own for then"),
    "alone": _l("Not sent: nobody leads this cohort any more"),
}


def suggestion(months: int) -> tuple[str, str]:
    """A title and words to begin with."""
    return {
        1: (
            _("One month on: what did you try?"),
            _(
                "A month ago we said goodbye. What did you do differently since, however small, and what came of it? What did not work is welcome too."
            ),
        ),
        3: (
            _("Three months on: what stayed?"),
            _(
                "Which of the things we practised do you still do without thinking, and which have you lost? Tell one of each; others will know a way."
            ),
        ),
        6: (
            _("Half a year on: shall we meet?"),
            _(
                "Who would like to meet for an hour, here or on a screen? Bring one conversation you would have held differently a year ago."
            ),
        ),
        12: (
            _("A year on: what would you tell who starts now?"),
            _(
                "A new group begins soon. If you could give them one sentence, what would it be? And what would you like to learn next?"
            ),
        ),
    }[months]
