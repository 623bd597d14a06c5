"""Why somebody, or a cohort, cannot go on elsewhere yet."""

from flask_babel import lazy_gettext as _l

OBSTACLES = {
    "round": _l("A round of peer reviews is under way. It can go on in another cohort once that has ended."),
    "in round": _l("They take part in a round of peer reviews. They can go on once that has ended."),
    "there already": _l("They are in that cohort already."),
    "gone": _l("They are no longer in this cohort."),
}
