"""What somebody hears who is named; the sentence stands on the page, where they decide about it."""

from datetime import datetime

from flask_babel import gettext

from cohorts.models import Cohort
from cohorts.spotlight.models import Praise
from lms.notifications.actions import notify
from lms.notifications.languages import in_each_language


def tell_nominee(praise: Praise, cohort: Cohort, *, by, at: datetime | None = None) -> None:
    for readers in in_each_language([praise.nominee_id]):
        notify(
            readers,
            "praised",
            audience_id=cohort.audience_id,
            actor=by,
            thread=praise.thing,
            thing=praise.thing,
            title=gettext("%(name)s names you for the spotlight of %(cohort)s", name=by.name, cohort=cohort.name),
            url=f"/cohorts/{cohort.id}/spotlight#yours",
            excerpt=gettext("Read what they say of you, and decide whether it is shown."),
            at=at,
        )
