"""The share of people who came to a meeting of those who said they would."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, exists, func, select

from cohorts.calendar.models import Event, EventAnswer, EventDate, EventPresence
from discussions.insights.measuring import SHARE, Figure, Measure, Span, share
from lms.database import db


def count(span: Span) -> Measure:
    """Of dates somebody wrote down the presence of: without that nobody knows who came."""
    was_there = and_(EventPresence.date_id == EventAnswer.date_id, EventPresence.user_id == EventAnswer.user_id)
    said = (
        select(func.count(), func.count(EventPresence.user_id), func.count(EventAnswer.user_id.distinct()))
        .select_from(EventAnswer)
        .join(EventDate, EventDate.id == EventAnswer.date_id)
        .join(Event, Event.id == EventDate.event_id)
        .outerjoin(EventPresence, was_there)
        .where(
            EventAnswer.answer == "going",
            EventDate.cancelled_at.is_(None),
            Event.cancelled_at.is_(None),
            EventDate.starts_at >= span.begins,
            EventDate.starts_at < span.ends,
            exists().where(EventPresence.date_id == EventDate.id).correlate(EventDate),
        )
    )
    if span.cohort is not None:
        said = said.where(Event.cohort_id == span.cohort.id)
    going, came, people = db.session.execute(said).one()
    return share(came, going, people)


FIGURES = (
    Figure(
        "attendance",
        _l("Came to meetings"),
        _l(
            "Of everybody who said they would come to a meeting, those the host saw there. Meetings whose host noted nobody do not count."
        ),
        SHARE,
        _l("%(n)d of %(of)d places that were kept for somebody."),
        count,
    ),
)
