"""How much of what is said comes from those who say most: a conversation that a few people carry is fragile."""

from math import ceil

from flask_babel import lazy_gettext as _l

from discussions.answering.queue.figures import FEWEST
from discussions.insights.measuring import LESS, NOT_ENOUGH, SHARE, Figure, Measure, Span, share
from discussions.insights.statements import contributions


def count(span: Span) -> Measure:
    """Neither those who wrote most nor the others may be so few that the figure tells of one of them."""
    posts = sorted((row.posts for row in span.once(contributions)), reverse=True)
    top = max(FEWEST, ceil(len(posts) / 10))
    if len(posts) < top + FEWEST:
        return NOT_ENOUGH
    return share(sum(posts[:top]), sum(posts), len(posts))


FIGURES = (
    Figure(
        "concentration",
        _l("Said by those who write most"),
        _l(
            "Of everything members wrote, what came from the tenth of them who wrote most, and from five people at least. The lower, the "
            "more people carry the conversation. Shown from ten people on."
        ),
        SHARE,
        _l("%(n)d of %(of)d contributions."),
        count,
        better=LESS,
    ),
)
