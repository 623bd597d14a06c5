"""What the directory of people tells of courses: certificates that their holders show to the reader."""

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import Select, select

from courses.certificates.models import Certificate
from lms.access import Viewer, visible
from lms.people.directory.evidence import Evidence


def _certificates(viewer: Viewer) -> Select:
    return select(Certificate.user_id, Certificate.course_title.label("title")).where(
        Certificate.revoked_at.is_(None), visible(Certificate.audience_id, viewer)
    )


COMPLETED = Evidence(
    name="completed",
    choice=_l("Completed a course"),
    said=lambda number: ngettext("%(num)d completed course", "%(num)d completed courses", number),
    things=_certificates,
)
