"""The statements of a cohort's page, built once: building them costs more than running them."""

from sqlalchemy import and_, bindparam, func, select, union

from cohorts.audiences.models import CohortAudience
from cohorts.models import INSIDE, Cohort, CohortVisit, Membership
from courses.models import Course
from lms.access import Audience
from lms.files.models import File
from lms.people.models import User

SEATS = 16  # faces in a ring
DATES = (
    Cohort.id, Cohort.name, Cohort.course_id, Cohort.audience_id, Cohort.starts_on, Cohort.ends_on, Cohort.timezone,
)  # fmt: skip

_AUDIENCES = bindparam("audiences", expanding=True)
_FILES = (
    select(func.count())
    .select_from(CohortAudience)
    .join(File, File.audience_id == CohortAudience.audience_id)
    .where(
        CohortAudience.cohort_id == Cohort.id,
        CohortAudience.audience_id.in_(_AUDIENCES),
        File.deleted_at.is_(None),
        File.waits_until.is_(None),
    )
    .scalar_subquery()
)
_VISITORS = (
    select(func.count())
    .where(CohortVisit.cohort_id == Cohort.id, CohortVisit.until > bindparam("moment"))
    .scalar_subquery()
)
HEAD = (
    select(
        *DATES,
        Cohort.language,
        Cohort.welcome_html,
        Cohort.ended_at,
        Cohort.went_into_id,
        Course.title.label("course_title"),
        Course.language.label("course_language"),
        Course.people_audience_id,
        Audience.size,
        Membership.phase,
        Membership.id.label("membership_id"),
        Membership.joined_at,
        _FILES.label("files"),
        _VISITORS.label("visitors"),
    )
    .select_from(Cohort)
    .join(Course, Course.id == Cohort.course_id)
    .join(Audience, Audience.id == Cohort.audience_id)
    .outerjoin(Membership, and_(Membership.cohort_id == Cohort.id, Membership.user_id == bindparam("viewer_id")))
    .where(Cohort.id == bindparam("cohort_id"), Cohort.audience_id.in_(_AUDIENCES))
)
FACES = (
    select(User.id, User.name, User.photo_key, User.last_seen_at)
    .join(Membership, Membership.user_id == User.id)
    .where(Membership.cohort_id == bindparam("cohort_id"), Membership.phase.in_(INSIDE))
    .order_by(Membership.id)
    .limit(SEATS)
)
# Two ways in, each by its own index: as one condition, every cohort would be looked at.
_OPEN_TO_ME = union(
    select(Cohort.id).where(Cohort.audience_id.in_(_AUDIENCES)),
    select(Membership.cohort_id).where(Membership.user_id == bindparam("viewer_id"), Membership.phase == "invited"),
)
MINE = (
    select(
        *DATES, Course.title.label("course_title"), Audience.size, Membership.phase,
        Membership.id.label("membership_id"),
    )
    .select_from(Cohort)
    .join(Course, Course.id == Cohort.course_id)
    .join(Audience, Audience.id == Cohort.audience_id)
    .outerjoin(Membership, and_(Membership.cohort_id == Cohort.id, Membership.user_id == bindparam("viewer_id")))
    .where(Cohort.went_into_id.is_(None), func.coalesce(Membership.phase, "") != "former")
    .where(Cohort.id.in_(_OPEN_TO_ME))
    .order_by(Cohort.starts_on.desc(), Cohort.id.desc())
    .limit(200)
)  # fmt: skip
