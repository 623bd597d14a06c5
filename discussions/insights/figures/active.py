"""The share of members who did something."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from discussions.insights.measuring import SHARE, Figure, Measure, Span, share
from discussions.insights.statements import acts, count_members, members
from lms.database import db


def count(span: Span) -> Measure:
    done = acts(span.cohort, span.begins, span.ends)
    active = select(func.count(done.c.user_id.distinct())).where(done.c.user_id.in_(members(span)))
    everybody = span.once(count_members)
    return share(db.session.scalar(active), everybody, everybody)


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
