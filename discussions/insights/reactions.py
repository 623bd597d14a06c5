"""What insights hear from cohorts: that one has other readers now, or went on in another."""

from sqlalchemy import update

from cohorts.events import AudienceFollowed, CohortHandedOver, CohortsMerged
from discussions.insights.goals.actions import end_goals, hand_goals
from discussions.insights.goals.models import Goal
from discussions.insights.reports.models import Report
from lms.database import db
from lms.notifications.actions import change_audience


def follow_audience(event: AudienceFollowed) -> None:
    """Goals and reports are for who leads the cohort now, and a shared goal for its people of now."""
    db.session.flush()
    goals = db.session.scalars(db.select(Goal).where(Goal.cohort_id == event.cohort_id)).all()
    for goal in goals:
        goal.audience_id = event.audience_id
    change_audience([goal.thread for goal in goals], event.audience_id)
    theirs = update(Report).where(Report.cohort_id == event.cohort_id)
    db.session.execute(theirs.values(audience_id=event.audience_id))


def hand_over(event: CohortHandedOver) -> None:
    """Who leads the cohort now sees to what is set for it."""
    hand_goals(event.cohort_id, from_id=event.from_id, to_id=event.to_id)


def end_with_cohort(event: CohortsMerged) -> None:
    """What its facilitators wrote stays theirs: goals of a cohort that is no more are counted no more."""
    end_goals(event.cohort_id)
