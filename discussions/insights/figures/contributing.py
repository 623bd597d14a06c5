"""The share of members who wrote something."""

from flask_babel import lazy_gettext as _l

from discussions.insights.measuring import SHARE, Figure, Measure, Span, share
from discussions.insights.statements import contributions, members


def count(span: Span) -> Measure:
    everybody = len(span.once(members))
    return share(len(span.once(contributions)), everybody, everybody)


FIGURES = (
    Figure(
        "contributing",
        _l("Wrote something"),
        _l("Of all members, those who asked, answered or told something in a conversation."),
        SHARE,
        _l("%(n)d of %(of)d members."),
        count,
    ),
)
