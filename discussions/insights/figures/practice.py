"""The share of people who did at work what they planned."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import case, func, select

from cohorts.models import INSIDE, Membership
from cohorts.practice.models import PRACTISED, CheckIn, PracticePlan
from discussions.insights.measuring import SHARE, Figure, Measure, Span, share
from lms.database import db


def count(span: Span) -> Measure:
    person = PracticePlan.user_id.distinct()
    told = (
        select(func.count(person), func.count(case((CheckIn.answer.in_(PRACTISED), PracticePlan.user_id)).distinct()))
        .join(CheckIn, CheckIn.plan_id == PracticePlan.id)
        .join(
            Membership,
            (Membership.cohort_id == PracticePlan.cohort_id) & (Membership.user_id == PracticePlan.user_id),
        )
        .where(
            PracticePlan.removed_at.is_(None),
            Membership.phase.in_(INSIDE),
            CheckIn.answer != "",
            CheckIn.answered_at >= span.begins,
            CheckIn.answered_at < span.ends,
        )
    )
    if span.cohort is not None:
        told = told.where(PracticePlan.cohort_id == span.cohort.id)
    people, practised = db.session.execute(told).one()
    return share(practised, people, people)


FIGURES = (
    Figure(
        "practice",
        _l("Practised at work"),
        _l("Of the people who said in this period how their practice plan went, those who did it, wholly or partly."),
        SHARE,
        _l("%(n)d of %(of)d people who told how it went."),
        count,
    ),
)
