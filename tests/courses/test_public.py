"""Courses and lessons as they are seen from outside."""

import pytest

from courses.actions import enrol
from courses.editing.actions import publish_course
from courses.editing.readers.actions import open_lesson
from courses.editing.settings.actions import archive_course, hide_course, return_course
from courses.models import Lesson
from lms.access import PUBLIC
from lms.addresses import address_of
from lms.database import db, now
from tests.cast import text_of
from tests.factories.courses import make_course, make_lesson, make_module, translate
from tests.knowledge.test_public import meta
from tests.schema_org import structured_data


@pytest.fixture
def course(cast):
    """Everybody sees its page."""
    course = make_course(
        title="Listening well",
        summary="Four evenings.",
        outcomes="* Wait longer\n* Ask openly",
        for_whom="Those who visit",
    )
    publish_course(course, audience_id=PUBLIC, by=cast.author)
    return course


@pytest.fixture
def lesson(cast, course):
    """Everybody reads it."""
    lesson = make_lesson(make_module(course, title="Silence"), title="Waiting", body="Count to five.", minutes=20)
    open_lesson(lesson, PUBLIC, by=cast.author)
    return lesson


def test_a_public_course_tells_what_it_is(cast, course, lesson):
    page = cast.guest.get(f"/courses/{course.id}")
    assert "X-Robots-Tag" not in page.headers
    assert meta(page, "canonical") == [address_of(f"/courses/{course.id}")]
    assert meta(page, "description") == ["Four evenings."]
    told = structured_data(page)["Course"]
    assert told["name"] == "Listening well"
    assert told["teaches"] == ["Wait longer", "Ask openly"]
    assert told["timeRequired"] == "PT20M"
    assert told["audience"]["audienceType"] == "Those who visit"
    assert [section["name"] for section in told["syllabusSections"]] == ["Silence"]
    assert told["provider"]["name"] == "Test Academy"


def test_a_public_lesson_tells_what_it_is_in_each_language(cast, course, lesson):
    translate(lesson, title="Wachten")
    addresses = {code: address_of(f"/lessons/{lesson.id}?language={code}") for code in ("en", "nl")}
    for code, title in (("en", "Waiting"), ("nl", "Wachten")):
        page = cast.guest.get(f"/lessons/{lesson.id}?language={code}")
        assert meta(page, "canonical") == [addresses[code]]
        assert meta(page, "og:title") == [title]
        for other, address in addresses.items():
            assert f'<link rel="alternate" hreflang="{other}" href="{address}">' in page.text
        told = structured_data(page)
        assert told["LearningResource"]["name"] == title
        assert told["LearningResource"]["isPartOf"]["name"] == "Listening well"
    assert meta(cast.guest.get(f"/lessons/{lesson.id}"), "canonical") == [addresses["en"]]


def test_a_public_lesson_leads_to_no_course_that_is_not(cast):
    course = make_course(title="Behind closed doors")
    lesson = make_lesson(make_module(course), title="Waiting")
    open_lesson(lesson, PUBLIC, by=cast.author)
    told = structured_data(cast.guest.get(f"/lessons/{lesson.id}"))
    assert "isPartOf" not in told["LearningResource"]
    assert "BreadcrumbList" not in told


def test_what_only_some_read_tells_nothing(cast):
    course = make_course()
    lesson = make_lesson(make_module(course))
    enrol(course.id, cast.trainee.id)
    for person, path in ((cast.trainee, f"/courses/{course.id}"), (cast.author, f"/lessons/{lesson.id}")):
        page = person.get(path)
        assert page.status_code == 200
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert "og:" not in page.text
        assert "ld+json" not in page.text
        assert cast.guest.get(f"{path}/card.png").status_code == 404
        assert person.get(f"{path}/card.png").status_code == 404


def test_a_course_in_the_archive_is_gone_for_guests_and_stays_for_who_follows_it(cast, course, lesson):
    enrol(course.id, cast.trainee.id)
    archive_course(course, by=cast.author)
    for path in (f"/courses/{course.id}", f"/lessons/{lesson.id}"):
        page = cast.guest.get(path)
        assert page.status_code == 410
        assert "This page was withdrawn" in text_of(page)
        assert "Listening well" not in page.text
        assert cast.guest.get(f"{path}/card.png").status_code == 404
        own = cast.trainee.get(path)
        assert own.status_code == 200
        assert own.headers["X-Robots-Tag"] == "noindex"
    return_course(course, by=cast.author)
    assert cast.guest.get(f"/courses/{course.id}").status_code == 200


def test_a_course_that_was_hidden_or_never_shown_reveals_nothing(cast, course):
    hide_course(course, by=cast.author)
    academy = make_course(title="For members")
    archive_course(academy, by=cast.author)
    for one in (course, academy):
        answer = cast.guest.get(f"/courses/{one.id}")
        assert answer.status_code == 303
        assert answer.location.startswith("/sign-in")


def test_a_lesson_that_is_not_open_to_guests_has_no_card(cast, lesson):
    assert cast.guest.get(f"/lessons/{lesson.id}/card.png").status_code == 200
    assert cast.guest.get(f"/lessons/{lesson.id}/card.png?language=nl").status_code == 200
    db.session.get_one(Lesson, lesson.id).removed_at = now()
    db.session.commit()
    assert cast.guest.get(f"/lessons/{lesson.id}/card.png").status_code == 404


def test_lists_of_courses_are_found_and_shared_by_their_own_addresses(cast, course):
    page = cast.guest.get("/courses")
    assert meta(page, "canonical") == [address_of("/courses")]
    assert meta(page, "og:image")[0].startswith(address_of("/card.png?v="))
    assert meta(page, "og:image:alt") == ["Test Academy"]
    assert meta(page, "description")[0].startswith("The courses of Test Academy: ")
    front = structured_data(cast.guest.get("/"))
    assert front["WebSite"]["name"] == front["Organization"]["name"] == "Test Academy"
