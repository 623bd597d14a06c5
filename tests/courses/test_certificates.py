"""Certificates: given by themselves to who completes a course, checked by anybody with the code, revoked with a reason."""

import pytest

from courses import actions as learning
from courses.certificates import issuing, queries
from courses.certificates.models import Certificate
from courses.certificates.printing import code_to_check
from courses.models import Course, Lesson
from lms.access import ACADEMY
from lms.admin.models import AuditEntry
from lms.database import db
from lms.jobs import sweep
from lms.mail import Mail
from lms.notifications.models import Notification
from tests.cast import text_of as words_of
from tests.factories.certificates import OFFER, certificate_of, complete, make_certificate, offer_certificate
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import let_learn, make_course_of, make_lesson
from tests.scanning import scanned


def told(person):
    return db.session.scalars(db.select(Notification).filter_by(user_id=person.id, reason="certified")).all()


def logged(action):
    return db.session.scalars(db.select(AuditEntry).filter_by(action=action)).all()


def test_whoever_completes_the_course_is_given_its_certificate(cast):
    course, lessons = make_course_of(2)
    offer_certificate(course, cast.author)
    let_learn(course, cast.alumna)
    complete(cast.alumna, lessons[:1])
    assert certificate_of(cast.alumna, course) is None
    assert "Whoever completes this course is given a certificate." in words_of(cast.alumna.get(f"/courses/{course.id}"))
    complete(cast.alumna, lessons[1:])
    certificate = certificate_of(cast.alumna, course)
    assert certificate.words_en == OFFER["words_en"]
    assert certificate.signer == OFFER["signer"]
    assert len(certificate.code) >= 22
    assert "See your certificate" in words_of(cast.alumna.get(f"/courses/{course.id}"))
    assert [row.url for row in told(cast.alumna)] == [f"/courses/{course.id}/certificate"]
    assert "Your certificate of" in words_of(cast.alumna.get("/inbox"))
    sweep()
    mail = db.session.scalars(db.select(Mail).where(Mail.to_address == "alumna@test.example")).one()
    assert "Your certificate of" in mail.subject


def test_it_is_given_once_however_often_the_job_runs(cast):
    certificate = make_certificate(cast)
    assert issuing.issue(certificate.course_id, cast.alumna.id) is None
    assert db.session.scalars(db.select(Certificate)).one().id == certificate.id
    assert len(told(cast.alumna)) == 1


def test_undoing_a_lesson_and_doing_it_again_gives_no_second_one(cast):
    course, lessons = make_course_of(1)
    offer_certificate(course, cast.author)
    let_learn(course, cast.alumna)
    complete(cast.alumna, lessons)
    learning.reopen_lesson(cast.alumna.viewer, lessons[0])
    complete(cast.alumna, lessons)
    assert db.session.scalar(db.select(db.func.count()).select_from(Certificate)) == 1


def test_a_course_that_gives_none_gives_none(cast):
    course, lessons = make_course_of(1)
    let_learn(course, cast.alumna)
    complete(cast.alumna, lessons)
    assert certificate_of(cast.alumna, course) is None
    assert cast.alumna.get(f"/courses/{course.id}/certificate").status_code == 404


def test_those_who_completed_it_before_get_theirs_when_an_author_says_so(cast):
    course, lessons = make_course_of(1)
    let_learn(course, cast.alumna, cast.trainee)
    complete(cast.alumna, lessons)
    offer_certificate(course, cast.author)
    assert "1 person completed this course" in words_of(cast.author.get(f"/courses/{course.id}/certificates"))
    assert cast.author.post(f"/courses/{course.id}/certificates/earlier").status_code == 303
    sweep()
    assert certificate_of(cast.alumna, course)
    assert certificate_of(cast.trainee, course) is None
    assert logged("certificates given afterwards")


def test_ending_the_offer_keeps_what_was_given(cast):
    certificate = make_certificate(cast)
    course = db.session.get_one(Course, certificate.course_id)
    assert cast.author.post(f"/courses/{course.id}/certificates/end").status_code == 303
    let_learn(course, cast.trainee)
    complete(cast.trainee, course_lessons(course))
    assert certificate_of(cast.trainee, course) is None
    assert "Valid" in words_of(cast.guest.get(f"/certificates/{certificate.code}"))
    assert cast.author.post(f"/courses/{course.id}/certificates/earlier").status_code == 404


def test_it_names_the_cohort_somebody_learned_with(cast):
    course, lessons = make_course_of(1)
    offer_certificate(course, cast.author)
    cohort = make_cohort(course, name="Autumn 2026")
    make_member(cohort, cast.trainee)
    complete(cast.trainee, lessons)
    certificate = certificate_of(cast.trainee, course)
    assert certificate.cohort_name == "Autumn 2026"
    assert "Autumn 2026" in words_of(cast.trainee.get(f"/courses/{course.id}/certificate"))
    assert "Autumn 2026" not in words_of(cast.guest.get(f"/certificates/{certificate.code}"))
    assert "Autumn 2026" not in words_of(cast.author.get(f"/courses/{course.id}/certificates"))


def test_the_page_to_check_it_names_only_what_its_holder_agreed_to(cast):
    certificate = make_certificate(cast)
    page = cast.guest.get(f"/certificates/{certificate.code}")
    assert page.status_code == 200
    assert page.headers["X-Robots-Tag"] == "noindex"
    words = words_of(page)
    assert "Valid" in words
    assert "Motivational interviewing" in words
    assert "Test Academy" in words
    assert "Alumna" not in words
    address = f"/courses/{certificate.course_id}/certificate"
    assert cast.alumna.post(address, {"language": "nl", "shows_name": "y", "on_profile": "y"}).status_code == 303
    assert "Alumna" in words_of(cast.guest.get(f"/certificates/{certificate.code}"))
    cast.alumna.post(address, {"language": "nl"})
    assert "Alumna" not in words_of(cast.guest.get(f"/certificates/{certificate.code}"))


def test_who_scans_its_code_comes_to_the_page_that_checks_it(cast):
    certificate = make_certificate(cast)
    address = f"/certificates/{certificate.code}"
    for page in (cast.guest.get(address), cast.alumna.get(f"/courses/{certificate.course_id}/certificate")):
        assert f'<img src="{address}/code.svg" alt="QR code that leads to the page' in page.text
    image = cast.guest.get(f"{address}/code.svg")
    assert image.mimetype == "image/svg+xml"
    assert scanned(image.data) == cast.app.config["PUBLIC_URL"] + address
    assert scanned(code_to_check(certificate.code)) == scanned(image.data)  # the one on paper


def test_a_code_nobody_was_given_finds_nothing(cast):
    make_certificate(cast)
    for path in ("", "/code.svg", "/badge.jwt", "/badge.json", "/status"):
        assert cast.guest.get(f"/certificates/AAAAAAAAAAAAAAAAAAAAAA{path}").status_code == 404


def test_it_stands_on_the_profile_when_its_holder_wants_that(cast):
    certificate = make_certificate(cast)
    mine, theirs = f"/people/{cast.alumna.id}", f"/certificates/{certificate.code}"
    assert "only you see it here" in words_of(cast.alumna.get(mine))
    assert theirs not in cast.trainee.get(mine).get_data(as_text=True)
    cast.alumna.post(f"/courses/{certificate.course_id}/certificate", {"language": "en", "on_profile": "y"})
    assert theirs in cast.trainee.get(mine).get_data(as_text=True)
    assert db.session.get_one(Certificate, certificate.id).audience_id == ACADEMY


def test_a_language_we_do_not_speak_is_explained(cast):
    certificate = make_certificate(cast)
    page = cast.alumna.post(f"/courses/{certificate.course_id}/certificate", {"language": "tlh", "shows_name": "y"})
    assert page.status_code == 422
    assert "checked" in page.get_data(as_text=True)


def test_others_find_no_certificate_of_mine(cast):
    certificate = make_certificate(cast)
    for path in ("certificate", "certificate.pdf"):
        assert cast.outsider.get(f"/courses/{certificate.course_id}/{path}").status_code == 404
        assert cast.admin.get(f"/courses/{certificate.course_id}/{path}").status_code == 404


def test_only_authors_keep_the_register(cast):
    certificate = make_certificate(cast)
    address = f"/courses/{certificate.course_id}/certificates"
    assert cast.author.get(address).status_code == 200
    assert cast.admin.get(address).status_code == 200
    for person in (cast.alumna, cast.manager, cast.outsider):
        assert person.get(address).status_code == 403
        assert person.get(f"{address}/{certificate.id}.pdf").status_code == 403
        assert person.post(f"{address}/{certificate.id}/revocation", {}).status_code == 403


def test_an_offer_needs_somebody_who_signs(cast):
    course, _ = make_course_of(1)
    page = cast.author.post(f"/courses/{course.id}/certificates", {"words_en": "Two\r\nlines", "signer": " "})
    assert page.status_code == 422
    assert "Write the name of who signs." in words_of(page)
    assert "lines</textarea>" in page.get_data(as_text=True)
    assert queries.find_offer(course.id) is None
    sent = {"words_en": "\n".join("abcdefgh"), "signer": "Daan"}
    assert cast.author.post(f"/courses/{course.id}/certificates", sent).status_code == 422
    assert cast.author.post(f"/courses/{course.id}/certificates", sent | {"words_en": "One."}).status_code == 303
    assert logged("certificate offered")


@pytest.mark.parametrize("who", ["author", "admin"])
def test_a_revoked_one_says_so_everywhere_until_it_is_restored(cast, who):
    certificate, staff = make_certificate(cast), getattr(cast, who)
    course_id, address = certificate.course_id, f"/courses/{certificate.course_id}/certificates/{certificate.id}"
    field = f"c{certificate.id}-because"
    without = staff.post(f"{address}/revocation", {field: " "})
    assert without.status_code == 422
    assert "Write why, in a sentence." in words_of(without)
    because = "It was given by mistake."
    assert staff.post(f"{address}/revocation", {field: because}).status_code == 303
    places = {
        f"/certificates/{certificate.code}": cast.guest,
        f"/courses/{course_id}/certificate": cast.alumna,
        f"/courses/{course_id}/certificates": cast.author,
    }
    for place, person in places.items():
        assert because in words_of(person.get(place))
    for place in (f"/courses/{course_id}", f"/people/{cast.alumna.id}"):
        assert "Revoked" in words_of(cast.alumna.get(place))
    status = cast.guest.get(f"/certificates/{certificate.code}/status").get_json()
    assert [row["revocationReason"] for row in status["revokedCredential"]] == [because]
    assert len(told(cast.alumna)) == 2
    entry = logged("certificate revoked")[0]
    assert (entry.actor_id, entry.object_id) == (staff.id, certificate.id)
    assert because not in str(entry.details)
    assert staff.post(f"{address}/restoration").status_code == 303
    assert "Valid" in words_of(cast.guest.get(f"/certificates/{certificate.code}"))
    assert cast.guest.get(f"/certificates/{certificate.code}/status").get_json()["revokedCredential"] == []
    assert logged("certificate restored")
    assert len(told(cast.alumna)) == 3


def test_of_another_course_it_is_not_in_the_register(cast):
    certificate = make_certificate(cast)
    other, _ = make_course_of(1)
    for act in ("revocation", "restoration"):
        assert cast.author.post(f"/courses/{other.id}/certificates/{certificate.id}/{act}").status_code == 404
    assert cast.author.get(f"/courses/{other.id}/certificates/{certificate.id}.pdf").status_code == 404


def test_lessons_that_are_added_take_no_certificate_away(cast):
    certificate = make_certificate(cast)
    course = db.session.get_one(Course, certificate.course_id)
    make_lesson(
        db.session.scalars(db.select(Course.modules.property.mapper.class_).filter_by(course_id=course.id)).one()
    )
    assert "See your certificate" in words_of(cast.alumna.get(f"/courses/{course.id}"))
    assert cast.alumna.get(f"/courses/{course.id}/certificate").status_code == 200


def course_lessons(course):
    return db.session.scalars(db.select(Lesson).filter_by(course_id=course.id)).all()
