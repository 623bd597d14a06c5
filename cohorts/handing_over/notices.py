"""The sentences both receive when a cohort is handed over; nothing in them was said in the cohort."""

from flask_babel import gettext
from sqlalchemy import select

from cohorts.handing_over.models import HandOver
from cohorts.models import Cohort
from lms.access import ACADEMY
from lms.database import db
from lms.notifications.actions import notify
from lms.notifications.languages import in_each_language
from lms.people.models import User


def tell_offer(cohort: Cohort, offer: HandOver, *, by) -> None:
    for readers in in_each_language([offer.to_id]):
        title = gettext("%(name)s asks you to lead %(cohort)s", name=by.name, cohort=cohort.name)
        excerpt = gettext("See what is open there, and say yes or no.")  # what they wrote stands there alone
        _tell(readers, offer, "invited", offer.thing, title, excerpt, by=by)


def tell_accepted(cohort: Cohort, offer: HandOver, *, by) -> None:
    name = db.session.scalar(select(User.name).where(User.id == offer.to_id))
    for user_id in (offer.from_id, offer.to_id):
        for readers in in_each_language([user_id]):
            if user_id == offer.to_id:
                title = gettext("You lead %(cohort)s from now on", cohort=cohort.name)
                excerpt = gettext("Begin with its page “Today”: it says who needs you.")
            else:
                title = gettext("%(name)s leads %(cohort)s from now on", name=name, cohort=cohort.name)
                excerpt = gettext("Thank you for what you did for this group.")
            # Both keep it in their inbox, also who pressed the button.
            _tell(readers, offer, "announced", f"{offer.thing}:accepted", title, excerpt, by=None)


def tell_refused(cohort: Cohort, offer: HandOver, *, by) -> None:
    for readers in in_each_language([offer.from_id]):
        title = gettext("%(name)s will not lead %(cohort)s", name=by.name, cohort=cohort.name)
        excerpt = gettext("You go on leading it. You can ask somebody else.")
        _tell(readers, offer, "announced", f"{offer.thing}:refused", title, excerpt, by=by)


def _tell(readers: list[int], offer: HandOver, reason: str, thing: str, title: str, excerpt: str, *, by) -> None:
    notify(
        readers,
        reason,
        audience_id=ACADEMY,
        actor=by,
        thread=f"hand-over:{offer.id}",
        thing=thing,
        title=title,
        url=f"/hand-overs/{offer.id}",
        excerpt=excerpt,
    )
