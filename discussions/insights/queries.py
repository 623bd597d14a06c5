"""The SELECT behind the room of insights: the cohorts somebody leads."""

from sqlalchemy import select

from cohorts.models import Cohort, Membership
from courses.models import Course
from lms.access import Viewer, visible
from lms.database import db

MOST = 200


def cohorts_led_by(viewer: Viewer) -> list:
    """id, name, starts_on, ends_on and course_title, the latest first."""
    return list(
        db.session.execute(
            select(Cohort.id, Cohort.name, Cohort.starts_on, Cohort.ends_on, Course.title.label("course_title"))
            .join(Course, Course.id == Cohort.course_id)
            .join(Membership, Membership.cohort_id == Cohort.id)
            .where(
                Membership.user_id == viewer.id,
                Membership.phase == "facilitator",
                visible(Cohort.audience_id, viewer),
            )
            .order_by(Cohort.starts_on.desc(), Cohort.id.desc())
            .limit(MOST)
        )
    )
