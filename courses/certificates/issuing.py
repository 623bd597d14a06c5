"""Giving a certificate to who completed a course: by itself, once, by a job that may run twice."""

import secrets

from sqlalchemy import select

from courses.certificates import notices, queries
from courses.certificates.badges import credential_of, signed
from courses.certificates.models import Certificate, CertificateOffer
from courses.certificates.policies import is_given_by
from courses.events import CertificateIssued
from courses.models import Course
from lms.access import grant, make_audience
from lms.admin.queries import get_academy
from lms.database import db, now
from lms.events import publish
from lms.jobs import enqueue_many, job
from lms.people.models import User


def ask_for(course_id: int, user_ids) -> None:
    """Those people completed the course: where it gives certificates, each gets theirs after this transaction."""
    if user_ids and is_given_by(queries.find_offer(course_id)):
        enqueue_many("certificate", [{"course_id": course_id, "user_id": user_id} for user_id in user_ids])


@job("certificate")
def issue(course_id: int, user_id: int, *, tell: bool = True) -> Certificate | None:
    """The certificate of who completed the course; None when there is nothing to give, or it was given before."""
    # Two jobs about one person come one after the other.
    offer = db.session.scalars(select(CertificateOffer).filter_by(course_id=course_id).with_for_update()).one_or_none()
    found = queries.completion_of(course_id, user_id) if is_given_by(offer) else None
    if found is None:
        return None
    person, course, completed_at = found
    own = make_audience("group")
    grant(own.id, person.id)
    certificate = Certificate(
        course_id=course.id,
        user_id=person.id,
        audience_id=own.id,
        own_audience_id=own.id,
        code=secrets.token_urlsafe(16),
        name=person.name,
        course_title=course.title,
        words_en=offer.words_en,
        words_nl=offer.words_nl,
        signer=offer.signer,
        signer_role=offer.signer_role,
        language=person.locale,
        completed_at=completed_at,
        issued_at=now() if tell else completed_at,
    )
    db.session.add(certificate)
    db.session.flush()
    publish(CertificateIssued(certificate.id, course.id, person.id))
    sign_badge(certificate)
    if tell:
        notices.tell_holder(certificate, person.locale)
    return certificate


def sign_badge(certificate: Certificate) -> None:
    """Signed once what it says is known, and again when its holder chooses otherwise."""
    course = db.session.get_one(Course, certificate.course_id)
    person = db.session.get_one(User, certificate.user_id)
    certificate.badge = signed(
        credential_of(certificate, academy=get_academy().name, email=person.email, description=course.summary)
    )
    db.session.flush()
