"""The sentences mentors receive: for how long and for how many, and the thanks at the end."""

from datetime import date

from flask_babel import format_date, gettext, ngettext
from sqlalchemy import select

from cohorts.membership.queries import people_in
from cohorts.models import Cohort
from lms.access import ACADEMY
from lms.database import db, now
from lms.notifications.actions import notify
from lms.notifications.languages import in_each_language
from lms.people.models import User


def tell_term(cohort: Cohort, user_id: int, *, capacity: int, until: date, by) -> None:
    for readers in in_each_language([user_id]):
        notify(
            readers,
            "announced",
            audience_id=cohort.audience_id,
            actor=by,
            thread=f"cohort:{cohort.id}",
            thing=f"cohort:{cohort.id}:term:{now().isoformat()}",
            title=gettext("Your time as a mentor of %(cohort)s changed", cohort=cohort.name),
            url=f"/cohorts/{cohort.id}/members",
            excerpt=ngettext(
                "You are a mentor for %(num)d person, until %(day)s.",
                "You are a mentor for up to %(num)d people, until %(day)s.",
                capacity,
                day=format_date(until, "d MMMM y"),
            ),
        )


def thank(cohort: Cohort, user_id: int, own_cohort_id: int | None) -> None:
    """Thanks to the mentor, and word to who leads the cohort."""
    name = db.session.scalar(select(User.name).where(User.id == user_id))
    thing = f"cohort:{cohort.id}:thanks:{user_id}:{now().date().isoformat()}"
    for readers in in_each_language([user_id]):
        notify(
            readers,
            "announced",
            audience_id=ACADEMY,
            actor=None,
            thread=f"mentoring:{cohort.id}",
            thing=thing,
            title=gettext("Thank you for being a mentor of %(cohort)s", cohort=cohort.name),
            url=f"/cohorts/{own_cohort_id}" if own_cohort_id else "/cohorts",
            excerpt=gettext(
                "Your time there is over, and what you gave stays: people went on with your answers. It stands among your "
                "roles, and you decide who sees it. In a cohort of your own nothing changes."
            ),
        )
    for readers in in_each_language(people_in(cohort, "facilitator")):
        notify(
            readers,
            "announced",
            audience_id=cohort.audience_id,
            actor=None,
            thread=f"cohort:{cohort.id}",
            thing=thing,
            title=gettext("The time of %(name)s as a mentor is over", name=name),
            url=f"/cohorts/{cohort.id}/people",
            excerpt=gettext("They were thanked. You can ask them again, or somebody else."),
        )
