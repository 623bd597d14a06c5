"""Proposals whose days came before anybody planned them: they leave the list, and their hosts hear of it once."""

from datetime import timedelta

from cohorts.calendar import actions
from cohorts.calendar.proposals import queries
from lms.database import now
from lms.jobs import every


@every(timedelta(minutes=30))
def lapse_proposals() -> None:
    for event in queries.lapsed_proposals(now()):
        actions.lapse(event)
