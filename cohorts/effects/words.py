"""The names and definitions of the effect figures, as the page shows them."""

from flask_babel import lazy_gettext as _l

RECALL_NAMES = {
    "quiz": _l("Still known a month after the quiz"),
    "training": _l("Still known a month after the training"),
}
RECALL_DEFINITIONS = {
    "quiz": _l(
        "Of each question somebody answered right in a quiz of this training: the first time a refresher asked it again, "
        "30 days later or more."
    ),
    "training": _l("The same questions: the first time a refresher asked them 30 days or more after the last day."),
}
