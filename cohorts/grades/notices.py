"""The sentence that reaches somebody whose grade was set or that was taken back, in their language."""

from flask_babel import force_locale, gettext

from cohorts.grades.models import GradeOverride
from courses.quizzes.words import percent
from lms.database import db
from lms.notifications.actions import notify
from lms.people.models import User


def tell_grade(cohort, thing, learner, override: GradeOverride, *, by, at=None) -> None:
    reader = db.session.get_one(User, learner.id)
    with force_locale(reader.locale):
        if override.percent is None:
            said = gettext("What your work earned counts again.")
        else:
            said = gettext("Your grade was set to %(percent)s.", percent=percent(override.percent))
    notify(
        [reader.id], "graded", audience_id=cohort.audience_id, actor=by,
        thread=f"grade:{learner.membership_id}:{thing.id}", thing=f"grade-override:{override.id}", title=thing.title,
        url=f"/memberships/{learner.membership_id}/grades/{thing.id}", excerpt=f"{said} {override.reason}", at=at,
    )  # fmt: skip
