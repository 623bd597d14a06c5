"""Every figure, in the order and the groups in which pages show them."""

from flask_babel import lazy_gettext as _l

from discussions.insights.figures import (
    active,
    answered_within,
    attendance,
    by_peers,
    completion,
    concentration,
    contributing,
    deflected,
    first_answer,
    new_contributors,
    practice,
    pulse,
    returning,
)

GROUPS = {
    "answers": (_l("Questions and answers"), (first_answer, answered_within, by_peers, deflected)),
    "people": (_l("Who takes part"), (active, contributing, new_contributors, concentration)),
    "voices": (_l("What people say of it"), (pulse,)),
    "learning": (_l("Learning and work"), (completion, attendance, practice)),
    "after": (_l("After the training"), (returning,)),
}
FIGURES = {figure.key: figure for _name, modules in GROUPS.values() for module in modules for figure in module.FIGURES}
