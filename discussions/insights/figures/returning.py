"""How many of who learned together came back in the 1st, 4th, 12th, 26th and 52nd week after their training."""

from datetime import datetime, timedelta
from functools import partial

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, case, func, literal, select

from cohorts.models import Cohort, Membership
from discussions.insights.measuring import SHARE, Figure, Measure, Span, share
from discussions.insights.statements import acts
from lms.database import db

WEEKS = (1, 4, 12, 26, 52)
LEARNED = ("trainee", "alumnus")
WEEK = timedelta(days=7)


def count(span: Span, week: int) -> Measure:
    learned, came, people = span.once(returns)[week]
    return share(came, learned, people)


def returns(span: Span) -> dict[int, tuple[int, int, int]]:
    """Week → how many learned in the cohorts whose week it was, how many of them did something there, and how many people
    they are: who learned in two cohorts counts in both."""
    windows = {week: _windows(span, week) for week in WEEKS}
    ids = sorted({cohort_id for found in windows.values() for cohort_id in found})
    if not ids:
        return dict.fromkeys(WEEKS, (0, 0, 0))
    is_learner = (Membership.cohort_id.in_(ids), Membership.phase.in_(LEARNED))
    learners = db.session.execute(select(Membership.cohort_id, Membership.user_id).where(*is_learner)).all()
    begins = [begin for found in windows.values() for begin in found.values()]
    done = acts(span.cohort, min(begins), max(begins) + WEEK)
    came = [_came(done, windows[week]).label(f"week_{week}") for week in WEEKS]
    is_theirs = and_(Membership.cohort_id == done.c.cohort_id, Membership.user_id == done.c.user_id)
    row = db.session.execute(select(*came).join_from(done, Membership, is_theirs).where(*is_learner)).one()
    found = {}
    for week in WEEKS:
        learned = [user_id for cohort_id, user_id in learners if cohort_id in windows[week]]
        found[week] = (len(learned), row._mapping[f"week_{week}"], len(set(learned)))
    return found


def _windows(span: Span, week: int) -> dict[int, datetime]:
    """Cohort → when this week of it began, where it was over by the end of the span; in the academy those it ended in."""
    found, until = {}, min(span.ends, span.moment)
    for cohort in span.once(_cohorts):
        ends = cohort.ends_at + week * WEEK
        if ends <= until and (span.cohort is not None or ends > span.begins):
            found[cohort.id] = ends - WEEK
    return found


def _cohorts(span: Span) -> list[Cohort]:
    statement = select(Cohort).where(Cohort.ends_on < span.ends.date())
    if span.cohort is not None:
        return list(db.session.scalars(statement.where(Cohort.id == span.cohort.id)))
    return list(db.session.scalars(statement.where(Cohort.ends_on > (span.begins - (max(WEEKS) + 1) * WEEK).date())))


def _came(done, windows: dict[int, datetime]):
    if not windows:
        return literal(0)
    is_in = [
        (done.c.cohort_id == cohort_id, and_(done.c.at >= begin, done.c.at < begin + WEEK))
        for cohort_id, begin in windows.items()
    ]
    return func.count(case((case(*is_in, else_=False), Membership.id)).distinct())


FIGURES = tuple(
    Figure(
        f"return_{week}",
        name,
        _l(
            "Of everybody who learned in a cohort, those who did something there in that week after the last day of their training: wrote, "
            "thanked, completed a lesson, told how practice went or answered an invitation."
        ),
        SHARE,
        _l("%(n)d of %(of)d people who learned together."),
        partial(count, week=week),
        compares=False,
    )
    for week, name in {
        1: _l("Back in the first week"),
        4: _l("Back in week 4"),
        12: _l("Back in week 12"),
        26: _l("Back in week 26"),
        52: _l("Back in week 52"),
    }.items()
)
