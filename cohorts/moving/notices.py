"""The sentences people receive when they, or others, go on in another cohort; each in the reader's language."""

from flask_babel import gettext, ngettext
from sqlalchemy import select

from cohorts.membership.queries import people_in
from cohorts.models import INSIDE, Cohort
from lms.access import audience_of
from lms.database import db
from lms.notifications.actions import notify
from lms.notifications.languages import in_each_language
from lms.people.models import User


def tell_moved(cohort: Cohort, into: Cohort, user_id: int, *, by) -> None:
    """What it means to who went on, and that they did to who leads either cohort."""
    name = db.session.scalar(select(User.name).where(User.id == user_id))
    thing = f"cohort:{into.id}:moved:{user_id}:{cohort.id}"
    for readers in in_each_language([user_id]):
        _tell(
            into, readers, by, thing, gettext("You go on in %(cohort)s", cohort=into.name),
            gettext(
                "Your progress, your work with its grades and your plans came along. You still read %(former)s, where "
                "you write no more.", former=cohort.name,
            ),
        )  # fmt: skip
    for one in (cohort, into):
        for readers in in_each_language(people_in(one, "facilitator")):
            title = gettext(
                "%(name)s went on from %(former)s in %(cohort)s", name=name, former=cohort.name, cohort=into.name
            )
            _tell(
                one,
                readers,
                by,
                thing,
                title,
                gettext("What was said before in each cohort is read by nobody new."),
            )


def tell_merged(cohort: Cohort, into: Cohort, came: set[int], *, by) -> None:
    """What it means to who came along, and to who was there."""
    thing, size = f"cohort:{into.id}:merged:{cohort.id}", audience_of(into.audience_id).size
    for readers in in_each_language(sorted(came)):
        title = gettext("%(former)s goes on in %(cohort)s", former=cohort.name, cohort=into.name)
        excerpt = ngettext(
            "What was said stays with whom it was said to, at the same addresses; what is said from now on is read by "
            "the %(num)d person there. What you read, keep, follow, plan and handed in came along.",
            "What was said stays with whom it was said to, at the same addresses; what is said from now on is read by "
            "all %(num)d people there. What you read, keep, follow, plan and handed in came along.",
            size,
        )  # fmt: skip
        _tell(into, readers, by, thing, title, excerpt)
    for readers in in_each_language(sorted(set(people_in(into, *INSIDE)) - came)):
        title = gettext("The people of %(former)s come along in %(cohort)s", former=cohort.name, cohort=into.name)
        excerpt = ngettext(
            "They do not read what was said here before. What is said from now on is read by %(num)d person.",
            "They do not read what was said here before. What is said from now on is read by all %(num)d people.",
            size,
        )
        _tell(into, readers, by, thing, title, excerpt)


def _tell(cohort: Cohort, readers: list[int], by, thing: str, title: str, excerpt: str) -> None:
    notify(
        readers,
        "announced",
        audience_id=cohort.audience_id,
        actor=by,
        thread=f"cohort:{cohort.id}",
        thing=thing,
        title=title,
        url=f"/cohorts/{cohort.id}",
        excerpt=excerpt,
    )
