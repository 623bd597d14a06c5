"""Certificates for tests, given the way the product gives them."""

from courses import actions as learning
from courses.certificates import actions
from courses.certificates.models import Certificate
from lms.database import db
from lms.jobs import sweep
from tests.factories.courses import let_learn, make_course_of

OFFER = {
    "words_en": "She listens before she advises.",
    "words_nl": "Ze luistert voordat ze adviseert.",
    "signer": "Daan Visser",
    "signer_role": "head of the academy",
}


def offer_certificate(course, by, **changes) -> None:
    """The course gives a certificate from now on; `by` is a browser of the cast."""
    actions.offer_certificate(course, **OFFER | changes, by=by.user)
    db.session.commit()


def complete(person, lessons) -> None:
    """Somebody of the cast does every lesson, and the worker does its work."""
    for lesson in lessons:
        learning.complete_lesson(person.viewer, lesson)
    db.session.commit()
    sweep()


def make_certificate(cast, person=None, **changes) -> Certificate:
    """The certificate of the alumna, or somebody else of the cast, for a new course with two lessons."""
    person = person or cast.alumna
    course, lessons = make_course_of(2)
    offer_certificate(course, cast.author, **changes)
    let_learn(course, person)
    complete(person, lessons)
    return certificate_of(person, course)


def certificate_of(person, course) -> Certificate | None:
    found = db.select(Certificate).filter_by(user_id=person.id, course_id=course.id)
    return db.session.scalars(found).one_or_none()
