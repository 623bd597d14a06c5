"""The share of learners who have completed their course."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, case, func, select

from cohorts.models import Cohort, Membership
from courses.models import Enrolment
from discussions.insights.measuring import SHARE, Figure, Measure, Span, share
from lms.database import db


def count(span: Span) -> Measure:
    learned = (
        select(
            func.count(),
            func.count(case((Enrolment.completed_at < span.ends, 1))),
            func.count(Membership.user_id.distinct()),
        )
        .select_from(Membership)
        .join(Cohort, Cohort.id == Membership.cohort_id)
        .outerjoin(Enrolment, and_(Enrolment.course_id == Cohort.course_id, Enrolment.user_id == Membership.user_id))
        .where(Membership.phase.in_(("trainee", "alumnus")), Membership.joined_at < span.ends)
    )
    if span.cohort is not None:
        learned = learned.where(Membership.cohort_id == span.cohort.id)
    learners, completed, people = db.session.execute(learned).one()
    return share(completed, learners, people)


FIGURES = (
    Figure(
        "completion",
        _l("Completed the course"),
        _l(
            "Of everybody who learns or learned in a cohort, those who had completed the course by the end of the period."
        ),
        SHARE,
        _l("%(n)d of %(of)d people who learn or learned."),
        count,
    ),
)
