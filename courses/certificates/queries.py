"""Every SELECT about certificates: one's own, those on somebody's page, the register of a course, one to be checked."""

from sqlalchemy import and_, bindparam, or_, select

from courses.certificates.models import Certificate, CertificateOffer
from courses.models import Course, Enrolment
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import User
from lms.reading import read

PAGE = 50

_BESIDE_COURSE = (
    select(Certificate.id, Certificate.completed_at, Certificate.revoked_at, Enrolment.completed_at.label("is_done"))
    .select_from(CertificateOffer)
    .outerjoin(
        Certificate,
        and_(Certificate.course_id == CertificateOffer.course_id, Certificate.user_id == bindparam("user_id")),
    )
    .outerjoin(
        Enrolment, and_(Enrolment.course_id == CertificateOffer.course_id, Enrolment.user_id == bindparam("user_id"))
    )
    .where(
        CertificateOffer.course_id == bindparam("course_id"),
        or_(CertificateOffer.ended_at.is_(None), Certificate.id.is_not(None)),
    )
)


def find_offer(course_id: int) -> CertificateOffer | None:
    return db.session.get(CertificateOffer, course_id)


def find_own(viewer: Viewer, course_id: int) -> Certificate | None:
    """The viewer's own certificate of a course, also when they left the course since."""
    return db.session.scalars(select(Certificate).filter_by(course_id=course_id, user_id=viewer.id or 0)).one_or_none()


def beside_course(viewer: Viewer, course_id: int):
    """The viewer's own certificate of a course (`id` None: not yet), and whether they completed it; None when it gives none."""
    return read(_BESIDE_COURSE, course_id=course_id, user_id=viewer.id or 0).one_or_none()


def find_by_code(code: str) -> Certificate | None:
    """What anybody may check who was told its code."""
    return db.session.scalars(select(Certificate).filter_by(code=code)).one_or_none()


def find_of_course(course_id: int, certificate_id: int) -> Certificate | None:
    """For those who keep the register of the course."""
    return db.session.scalars(select(Certificate).filter_by(course_id=course_id, id=certificate_id)).one_or_none()


def certificates_of(user_id: int, viewer: Viewer) -> list[Certificate]:
    """Those of a person that the viewer sees on their page, the newest first."""
    return list(
        db.session.scalars(
            select(Certificate)
            .where(Certificate.user_id == user_id, visible(Certificate.audience_id, viewer))
            .order_by(Certificate.completed_at.desc(), Certificate.id.desc())
            .limit(PAGE)
        )
    )


def register_of(course_id: int, before: int | None = None) -> list[Certificate]:
    """A page of what was given for a course, the newest first, and one more to say there is more."""
    statement = select(Certificate).filter_by(course_id=course_id).order_by(Certificate.id.desc()).limit(PAGE + 1)
    return list(db.session.scalars(statement.where(Certificate.id < before) if before else statement))


def people_without(course_id: int) -> list[int]:
    """Everybody who completed the course and has no certificate of it."""
    given = select(Certificate.id).where(
        Certificate.course_id == Enrolment.course_id, Certificate.user_id == Enrolment.user_id
    )
    return list(
        db.session.scalars(
            select(Enrolment.user_id)
            .join(User, User.id == Enrolment.user_id)
            .where(
                Enrolment.course_id == course_id, Enrolment.completed_at.is_not(None), User.is_active, ~given.exists()
            )
            .order_by(Enrolment.completed_at, Enrolment.user_id)
        )
    )


def completion_of(course_id: int, user_id: int):
    """The person, the course and when they completed it; None when they did not, or have a certificate already."""
    return db.session.execute(
        select(User, Course, Enrolment.completed_at)
        .join(Enrolment, Enrolment.user_id == User.id)
        .join(Course, Course.id == Enrolment.course_id)
        .outerjoin(Certificate, (Certificate.course_id == Course.id) & (Certificate.user_id == User.id))
        .where(
            User.id == user_id, Course.id == course_id, Enrolment.completed_at.is_not(None), Certificate.id.is_(None)
        )
    ).one_or_none()
