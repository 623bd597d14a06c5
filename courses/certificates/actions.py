"""Every write about certificates that a person causes: what a course gives, who sees one's own, revoking and restoring."""

from courses.certificates import notices, queries
from courses.certificates.issuing import ask_for, sign_badge
from courses.certificates.models import Certificate, CertificateOffer
from courses.models import Course
from lms.access import ACADEMY
from lms.admin.audit import audit
from lms.database import db, now
from lms.people.models import User


def offer_certificate(course: Course, *, words_en: str, words_nl: str, signer: str, signer_role: str, by) -> None:
    """Who completes the course from now on is given a certificate with these words; those given before keep theirs."""
    offer = queries.find_offer(course.id)
    if offer is None:
        offer = CertificateOffer(course_id=course.id)
        db.session.add(offer)
    offer.words_en, offer.words_nl = words_en.strip(), words_nl.strip()
    offer.signer, offer.signer_role, offer.ended_at = signer.strip(), signer_role.strip(), None
    db.session.flush()
    audit("certificate offered", actor=by, object_kind="course", object_id=course.id)


def end_offer(offer: CertificateOffer, *, by) -> None:
    """The course gives no more certificates; those that were given stay valid."""
    offer.ended_at = offer.ended_at or now()
    db.session.flush()
    audit("certificate no longer offered", actor=by, object_kind="course", object_id=offer.course_id)


def give_to_earlier(course: Course, *, by) -> int:
    """Also those who completed the course before it gave certificates get theirs; how many."""
    people = queries.people_without(course.id)
    ask_for(course.id, people)
    audit("certificates given afterwards", actor=by, object_kind="course", object_id=course.id, people=len(people))
    return len(people)


def choose(certificate: Certificate, *, language: str, on_profile: bool, shows_name: bool, shows_cohort: bool) -> None:
    """What the holder wants others to see; their name on it becomes what they are called now."""
    certificate.language, certificate.shows_name, certificate.shows_cohort = language, shows_name, shows_cohort
    certificate.audience_id = ACADEMY if on_profile else certificate.own_audience_id
    certificate.name = db.session.get_one(User, certificate.user_id).name
    sign_badge(certificate)


def revoke(certificate: Certificate, *, because: str, by) -> None:
    """No longer valid, and everybody who checks it reads why."""
    if certificate.revoked_at:
        return
    certificate.revoked_at, certificate.revoked_because = now(), because.strip()
    db.session.flush()
    audit("certificate revoked", actor=by, object_kind="certificate", object_id=certificate.id)
    notices.tell_revoked(certificate, by=by)


def restore(certificate: Certificate, *, by) -> None:
    """Valid again, as if it had never been revoked."""
    if certificate.revoked_at is None:
        return
    certificate.revoked_at, certificate.revoked_because = None, ""
    db.session.flush()
    audit("certificate restored", actor=by, object_kind="certificate", object_id=certificate.id)
    notices.tell_restored(certificate, by=by)
