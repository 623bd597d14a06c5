"""How many members wrote for the first time."""

from flask_babel import lazy_gettext as _l

from discussions.insights.measuring import NUMBER, Figure, Measure, Span, number
from discussions.insights.statements import contributions


def count(span: Span) -> Measure:
    wrote = span.once(contributions)
    return number(sum(bool(row.is_new) for row in wrote), len(wrote), len(wrote))


FIGURES = (
    Figure(
        "new_contributors",
        _l("Wrote for the first time"),
        _l("Members who wrote here for the first time ever in this period."),
        NUMBER,
        _l("%(n)d of the %(of)d members who wrote."),
        count,
    ),
)
