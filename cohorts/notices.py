"""The sentences members receive: coming in, the end of the training, a visit; each in the reader's language."""

from datetime import datetime
from urllib.parse import quote

from flask_babel import force_locale, format_date, gettext
from sqlalchemy import select

from cohorts.membership.queries import people_in
from cohorts.models import Cohort, CohortVisit, Membership
from lms.access import ACADEMY
from lms.database import db
from lms.notifications.actions import notify
from lms.notifications.languages import in_each_language
from lms.people.models import User


def tell_welcome(cohort: Cohort, membership: Membership, by, at: datetime | None = None) -> None:
    """“You are now in Spring 2026”, or the invitation to come in."""
    locale = db.session.scalar(select(User.locale).where(User.id == membership.user_id))
    is_invited = membership.phase == "invited"
    with force_locale(locale):
        if is_invited:
            title = gettext("You are invited to %(cohort)s", cohort=cohort.name)
            excerpt = gettext("Say yes or no; until then you read nothing of what is said there.")
        else:
            title = gettext("Welcome to %(cohort)s", cohort=cohort.name)
            excerpt = gettext("Here are the people, the conversations and the lessons of your cohort.")
    notify(
        [membership.user_id],
        "invited",
        audience_id=ACADEMY if is_invited else cohort.audience_id,
        actor=by,
        thread=f"cohort:{cohort.id}",
        thing=f"cohort:{cohort.id}:{'invitation' if is_invited else 'welcome'}",
        title=title,
        url=f"/cohorts/{cohort.id}/invitation" if is_invited else f"/cohorts/{cohort.id}",
        excerpt=excerpt,
        at=at,
    )


def tell_end(cohort: Cohort, user_ids: list[int]) -> None:
    """“The training is over. Nothing closed.” to everyone it made an alumnus."""
    for readers in in_each_language(user_ids):
        notify(
            readers,
            "announced",
            audience_id=cohort.audience_id,
            actor=None,
            thread=f"cohort:{cohort.id}",
            thing=f"cohort:{cohort.id}:end:{cohort.ends_on.isoformat()}",
            title=gettext("The training of %(cohort)s is over. Nothing closed.", cohort=cohort.name),
            url=f"/cohorts/{cohort.id}",
            excerpt=gettext(
                "Your training ended on %(date)s. The people, the conversations, the lessons and the address "
                "stay as they are; only submissions are closed.",
                date=format_date(cohort.ends_on, "d MMMM y"),
            ),
        )


def tell_visit(cohort: Cohort, visit: CohortVisit, by) -> None:
    """“An administrator opened Spring 2026” to the people who run it."""
    for readers in in_each_language(people_in(cohort, "facilitator")):
        notify(
            readers,
            "announced",
            audience_id=cohort.audience_id,
            actor=by,
            thread=f"cohort:{cohort.id}",
            thing=f"visit:{visit.id}",
            title=gettext("An administrator reads along in %(cohort)s", cohort=cohort.name),
            url=f"/cohorts/{cohort.id}/members#visits",
            excerpt=visit.reason,
        )


def tell_no_place(cohort: Cohort, person: User) -> None:
    """A newcomer confirmed their address after the last place of the link was gone: the people who run it decide."""
    for readers in in_each_language(people_in(cohort, "facilitator")):
        notify(
            readers,
            "announced",
            audience_id=cohort.audience_id,
            actor=person,
            thread=f"cohort:{cohort.id}",
            thing=f"cohort:{cohort.id}:no-place:{person.id}",
            title=gettext("%(name)s could not come into %(cohort)s", name=person.name, cohort=cohort.name),
            url=f"/cohorts/{cohort.id}/people?q={quote(person.name)}",
            excerpt=gettext("The invitation link was full or taken back. You can still let this person in."),
        )
