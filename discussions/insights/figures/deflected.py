"""How many questions nobody had to ask, because the answer was there already."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from discussions.asking.models import Deflection
from discussions.insights.measuring import NUMBER, Figure, Measure, Span, number
from discussions.models import Space
from lms.database import db


def count(span: Span) -> Measure:
    people = func.count(Deflection.user_id.distinct()) + func.count(Deflection.guest.distinct())
    found = select(func.count(), func.count(Deflection.reversed_at), people).where(
        Deflection.at >= span.begins, Deflection.at < span.ends
    )
    if span.cohort is not None:
        found = found.join(Space, Space.id == Deflection.space_id).where(Space.cohort_id == span.cohort.id)
    answers, taken_back, people = db.session.execute(found).one()
    return number(answers - taken_back, answers, people)


FIGURES = (
    Figure(
        "deflected",
        _l("Questions nobody had to ask"),
        _l(
            "Somebody said that a lesson, an article or an answer was what they looked for, and asked no question like it within seven "
            "days."
        ),
        NUMBER,
        _l("%(n)d of %(of)d answers that were found; the others were asked after all."),
        count,
    ),
)
