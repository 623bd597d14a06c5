"""The share of members who did something."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from discussions.insights.measuring import SHARE, Figure, Measure, Span, share
from discussions.insights.statements import acts, members
from lms.database import db


def count(span: Span) -> Measure:
    done = select(acts(span.cohort, span.begins, span.ends).c.user_id).distinct()
    everybody = span.once(members)
    return share(len(everybody.intersection(db.session.scalars(done))), len(everybody), len(everybody))


FIGURES = (
    Figure(
        "active",
        _l("Took part"),
        _l(
            "Of all members, those who wrote, thanked somebody, completed a lesson, told how practice went or said whether they come to "
            "a meeting. Reading is not counted."
        ),
        SHARE,
        _l("%(n)d of %(of)d members."),
        count,
    ),
)
