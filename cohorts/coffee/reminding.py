"""What time does to coffees: reminders, asking afterwards whether people met, and letting go of what found no time."""

from datetime import timedelta

from cohorts.calendar.models import REMIND_BEFORE
from cohorts.coffee import notices, queries
from cohorts.coffee.actions import lapse, step_back
from cohorts.coffee.models import Coffee
from lms.database import db, now
from lms.jobs import every
from lms.people.models import User

MATCHED_LATELY = timedelta(days=21)  # so long after a match without a time here people are asked whether they met
MATCHED_LONG_AGO = timedelta(days=28)


@every(timedelta(minutes=5))
def remind_of_coffees() -> None:
    moment = now()
    day, hour = REMIND_BEFORE["day"], REMIND_BEFORE["hour"]
    for coffee in queries.due_for_reminder(Coffee.reminded_day_at, moment + hour, moment + day):
        coffee.reminded_day_at = moment
        notices.remind(coffee, "day")
    for coffee in queries.due_for_reminder(Coffee.reminded_hour_at, moment, moment + hour):
        coffee.reminded_hour_at = moment
        notices.remind(coffee, "hour")
    db.session.flush()


@every(timedelta(minutes=10))
def settle_coffees() -> None:
    """Ask whether people met, and end what can no longer come to anything."""
    moment = now()
    for coffee, user_id in queries.with_closed_account(moment):
        step_back(coffee, by=db.session.get_one(User, user_id))
    for coffee in queries.due_to_ask(moment, MATCHED_LATELY):
        coffee.asked_whether_met_at = moment
        notices.ask_whether_met(coffee)
    for coffee in queries.ran_out(moment, MATCHED_LONG_AGO):
        lapse(coffee)
    db.session.flush()
