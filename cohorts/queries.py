"""Every SELECT about cohorts themselves: finding one, its head, its people and its lessons."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, and_, select

from cohorts.models import INSIDE, Cohort, CohortVisit, Dates, Membership
from cohorts.statements import DATES, FACES, HEAD, MINE, SEATS
from courses.models import Course
from lms.access import Audience, Viewer, visible
from lms.database import db, now
from lms.people.models import User
from lms.people.queries import Face
from lms.reading import read

HERE = timedelta(minutes=5)  # seen so recently, a person is here now
PAGE = 50
MOST_NAMED = 500


@dataclass(frozen=True, kw_only=True)
class CohortHead(Dates):
    """A cohort as its pages show it, with the viewer's own phase; that is None for an administrator on a visit."""

    id: int
    course_id: int
    audience_id: int
    name: str
    language: str
    starts_on: date
    ends_on: date
    timezone: str
    welcome_html: str
    ended_at: datetime | None
    went_into_id: int | None
    course_title: str
    course_language: str
    people_audience_id: int
    size: int
    phase: str | None
    membership_id: int | None
    joined_at: datetime | None
    files: int
    visitors: int


@dataclass(frozen=True, kw_only=True)
class CohortLine(Dates):
    """A cohort in a list."""

    id: int
    course_id: int
    audience_id: int
    name: str
    starts_on: date
    ends_on: date
    timezone: str
    course_title: str
    size: int
    phase: str | None = None
    membership_id: int | None = None


def named_cohorts(viewer: Viewer) -> list:
    """(id, name) of the cohorts a person reads, for `in:` in a search."""
    named = select(Cohort.id, Cohort.name).order_by(Cohort.id.desc())
    named = named.where(visible(Cohort.audience_id, viewer), Cohort.went_into_id.is_(None))
    return db.session.execute(named.limit(MOST_NAMED)).all()


def cohort_learned_with(user_id: int, course_id: int) -> str:
    """The name of the cohort in which somebody learned a course; of several the last they joined, empty for none."""
    statement = (
        select(Cohort.name)
        .join(Membership, Membership.cohort_id == Cohort.id)
        .where(
            Membership.user_id == user_id, Cohort.course_id == course_id, Membership.phase.in_(("trainee", "alumnus"))
        )
        .order_by(Membership.joined_at.desc(), Cohort.id.desc())
        .limit(1)
    )
    return db.session.scalar(statement) or ""


def cohorts_visible_to(viewer: Viewer) -> Select:
    return select(Cohort).where(visible(Cohort.audience_id, viewer))


def find_head(viewer: Viewer, cohort_id: int) -> CohortHead | None:
    """Everything above the tabs of a cohort's pages, in one statement."""
    values = {"cohort_id": cohort_id, "viewer_id": viewer.id, "audiences": sorted(viewer.audiences), "moment": now()}
    row = read(HEAD, **values).one_or_none()
    return None if row is None else CohortHead(**row._asdict())


def faces_of(cohort, viewer: Viewer) -> list[Face]:
    """Who sits in the ring: the first who joined, the viewer in front; fifteen of a crowd."""
    since = now() - HERE
    faces = [
        Face.of(row.id, row.name, row.photo_key, is_here=bool(row.last_seen_at and row.last_seen_at > since))
        for row in read(FACES, cohort_id=cohort.id)
    ]
    faces.sort(key=lambda face: face.id != viewer.id)
    return faces if cohort.size <= SEATS else faces[: SEATS - 1]


def visits_of(cohort, limit: int = 20) -> list:
    """Which administrators opened the cohort, why and until when."""
    return db.session.execute(
        select(User.id, User.name, CohortVisit.reason, CohortVisit.started_at, CohortVisit.until)
        .join(User, User.id == CohortVisit.user_id)
        .where(CohortVisit.cohort_id == cohort.id)
        .order_by(CohortVisit.id.desc())
        .limit(limit)
    ).all()


def cohorts_of(viewer: Viewer) -> list[CohortLine]:
    """The viewer's own cohorts, and those they are invited to, the latest start first."""
    rows = read(MINE, viewer_id=viewer.id, audiences=sorted(viewer.audiences))
    return [CohortLine(**row._asdict()) for row in rows]


def left_behind_by(viewer: Viewer) -> list[CohortLine]:
    """The cohorts a person went on from into another one, whose conversations they still read."""
    statement = (
        _listed()
        .add_columns(Membership.phase)
        .join(Membership, _is_membership_of(viewer))
        .where(Membership.phase == "former", visible(Cohort.audience_id, viewer))
        .order_by(Cohort.starts_on.desc(), Cohort.id.desc())
    )
    return [CohortLine(**row._mapping) for row in db.session.execute(statement.limit(PAGE))]


def cohorts_in_common(viewer: Viewer, user_id: int) -> list:
    """id and name of the cohorts both are in, with the phase of the other; the latest first."""
    mine = Membership.__table__.alias("mine")
    return db.session.execute(
        select(Cohort.id, Cohort.name, Course.title.label("course_title"), Membership.phase)
        .join(Course, Course.id == Cohort.course_id)
        .join(Membership, Membership.cohort_id == Cohort.id)
        .join(mine, mine.c.cohort_id == Cohort.id)
        .where(
            Membership.user_id == user_id,
            Membership.phase.in_(INSIDE),
            mine.c.user_id == viewer.id,
            mine.c.phase.in_(INSIDE),
            visible(Cohort.audience_id, viewer),
        )
        .order_by(Cohort.starts_on.desc(), Cohort.id.desc())
        .limit(20)
    ).all()


def every_cohort(*, before: int | None = None) -> list[CohortLine]:
    """A page of all cohorts for who administers them: names and numbers, nothing that is said in them."""
    statement = _listed().order_by(Cohort.id.desc()).limit(PAGE + 1)
    if before is not None:
        statement = statement.where(Cohort.id < before)
    return [CohortLine(**row._mapping) for row in db.session.execute(statement)]


def find_line(cohort_id: int) -> CohortLine | None:
    """One cohort as administration lists it."""
    row = db.session.execute(_listed().where(Cohort.id == cohort_id)).one_or_none()
    return None if row is None else CohortLine(**row._mapping)


def find_invitation(viewer: Viewer, cohort_id: int) -> CohortLine | None:
    """The cohort the viewer was asked into and has not answered yet; all they may see of it."""
    row = db.session.execute(
        _listed()
        .add_columns(Membership.phase, Membership.id.label("membership_id"))
        .join(Membership, _is_membership_of(viewer))
        .where(Cohort.id == cohort_id, Membership.phase == "invited")
    ).one_or_none()
    return None if row is None else CohortLine(**row._mapping)


def _listed() -> Select:
    return (
        select(*DATES, Course.title.label("course_title"), Audience.size)
        .select_from(Cohort)
        .join(Course, Course.id == Cohort.course_id)
        .join(Audience, Audience.id == Cohort.audience_id)
        .where(Cohort.went_into_id.is_(None))
    )


def _is_membership_of(viewer: Viewer):
    return and_(Membership.cohort_id == Cohort.id, Membership.user_id == viewer.id)
