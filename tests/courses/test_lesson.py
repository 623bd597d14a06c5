"""The lesson page: who reads it, in which language, and what it costs."""

from courses import actions
from courses.models import LessonProgress, LessonText
from lms.access import ACADEMY, PUBLIC
from lms.database import db
from tests.cast import text_of as words_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import (
    let_learn,
    make_course,
    make_course_of,
    make_lesson,
    make_module,
    text_of,
    translate,
)
from tests.factories.discussions import make_reply, make_topic
from tests.statements import counted_statements


def open_lesson(browser, lesson, query=""):
    return browser.get(f"/lessons/{lesson.id}{query}")


def test_a_learner_reads_the_lesson(cast):
    course, lessons = make_course_of(3)
    let_learn(course, cast.trainee)
    page = open_lesson(cast.trainee, lessons[1])
    assert page.status_code == 200
    words = words_of(page)
    assert "Lesson 1.2" in words
    assert "10 minutes" in words
    assert "by Author" in words
    assert "People rarely announce it." in words
    assert f'href="/lessons/{lessons[0].id}"' in page.text
    assert "Complete and next" in words


def test_outsider_finds_no_lesson(cast):
    course, lessons = make_course_of(1)
    assert open_lesson(cast.outsider, lessons[0]).status_code == 404
    for place in ("completion", "reopening", "rereading", "place"):
        assert cast.outsider.post(f"/lessons/{lessons[0].id}/{place}").status_code == 404
    assert cast.outsider.get(f"/lessons/{lessons[0].id}/changes").status_code == 404


def test_a_draft_is_no_lesson_yet(cast):
    course = make_course()
    lesson = make_lesson(make_module(course), published=False)
    let_learn(course, cast.trainee)
    assert open_lesson(cast.trainee, lesson).status_code == 404
    assert open_lesson(cast.author, lesson).status_code == 404


def test_a_guest_reads_public_lessons_and_is_asked_to_sign_in_for_others(cast):
    course, (hidden, shown) = make_course_of(2)
    shown.audience_id = PUBLIC
    page = open_lesson(cast.guest, shown)
    assert page.status_code == 200
    assert 'rel="canonical"' in page.text
    assert 'name="description" content="People rarely announce it."' in page.text
    for address in (f"/lessons/{hidden.id}", "/lessons/999999"):
        asked = cast.guest.get(address)
        assert (asked.status_code, asked.location.split("?")[0]) == (303, "/sign-in")


def test_a_lesson_opened_to_the_academy_is_for_every_member(cast):
    course, (lesson,) = make_course_of(1)
    lesson.audience_id = ACADEMY
    assert open_lesson(cast.outsider, lesson).status_code == 200


def test_readers_get_their_own_language_first(cast):
    course, (lesson, other) = make_course_of(2)
    translate(lesson)
    let_learn(course, cast.trainee)
    cast.trainee.user.locale = "nl"
    page = open_lesson(cast.trainee, lesson)
    assert "Mensen zeggen het zelden hardop." in page.text
    assert f'href="/lessons/{lesson.id}?language=en"' in page.text
    assert "People rarely announce it." in open_lesson(cast.trainee, lesson, "?language=en").text


def test_a_missing_language_is_said_aloud(cast):
    course, (lesson,) = make_course_of(1)
    let_learn(course, cast.trainee)
    words = words_of(open_lesson(cast.trainee, lesson, "?language=nl"))
    assert "This lesson is not available in Dutch yet." in words
    assert "People rarely announce it." in words
    assert "not available" not in words_of(open_lesson(cast.trainee, lesson, "?language=fr"))


def test_completing_leads_to_the_next_lesson_and_can_be_undone(cast):
    course, (first, second) = make_course_of(2)
    let_learn(course, cast.trainee)
    answer = cast.trainee.post(f"/lessons/{first.id}/completion")
    assert (answer.status_code, answer.location) == (303, f"/lessons/{second.id}")
    progress = db.session.get_one(LessonProgress, (cast.trainee.id, first.id))
    assert progress.completed_at is not None
    assert "You completed this lesson" in words_of(open_lesson(cast.trainee, first))
    cast.trainee.post(f"/lessons/{first.id}/reopening")
    assert db.session.get_one(LessonProgress, (cast.trainee.id, first.id)).completed_at is None


def test_the_last_lesson_leads_back_to_the_course(cast):
    course, (only,) = make_course_of(1)
    let_learn(course, cast.trainee)
    assert cast.trainee.post(f"/lessons/{only.id}/completion").location == f"/courses/{course.id}"


def test_the_revision_that_was_read_must_be_one_of_this_lesson(cast):
    course, (first, second) = make_course_of(2)
    let_learn(course, cast.trainee)
    foreign = db.session.scalar(db.select(LessonText.revision_id).filter_by(lesson_id=second.id))
    for wrong in (foreign, "x", -1):
        answer = cast.trainee.post(f"/lessons/{first.id}/completion", {"revision": wrong})
        assert answer.status_code == 422
        assert "People rarely announce it." in answer.text
    assert db.session.get(LessonProgress, (cast.trainee.id, first.id)) is None


def test_a_place_is_kept_and_only_moves_forward(cast):
    course, (lesson,) = make_course_of(1)
    let_learn(course, cast.trainee)
    place = f"/lessons/{lesson.id}/place"
    assert cast.trainee.post(place, {"block": "b7", "percent": 60}).status_code == 204
    assert cast.trainee.post(place, {"block": "b1", "percent": 10}).status_code == 204
    progress = db.session.get_one(LessonProgress, (cast.trainee.id, lesson.id))
    assert (progress.place, progress.percent) == ("b7", 60)
    assert "Your place is kept. 4 minutes left." in words_of(open_lesson(cast.trainee, lesson))


def test_a_wrong_place_is_refused(cast):
    course, (lesson,) = make_course_of(1)
    let_learn(course, cast.trainee)
    for wrong in ({}, {"block": "b1"}, {"block": "b1", "percent": 101}, {"block": "<b>", "percent": 5}):
        assert cast.trainee.post(f"/lessons/{lesson.id}/place", wrong).status_code == 422


def test_reading_marks_nothing(cast):
    course, (lesson,) = make_course_of(1)
    let_learn(course, cast.trainee)
    cast.trainee.get(f"/lessons/{lesson.id}", headers={"Sec-Purpose": "prefetch"})
    open_lesson(cast.trainee, lesson)
    assert db.session.get(LessonProgress, (cast.trainee.id, lesson.id)) is None


def test_the_place_of_somebody_passing_by_is_not_kept(cast):
    course, (lesson,) = make_course_of(1)
    lesson.audience_id = ACADEMY
    assert cast.outsider.post(f"/lessons/{lesson.id}/place", {"block": "b1", "percent": 5}).status_code == 204
    assert db.session.get(LessonProgress, (cast.outsider.id, lesson.id)) is None


def test_completing_an_open_lesson_makes_the_course_one_of_yours(cast):
    course, (lesson,) = make_course_of(1)
    lesson.audience_id = ACADEMY
    cast.outsider.post(f"/lessons/{lesson.id}/completion")
    assert "Your courses" in words_of(cast.outsider.get("/courses"))


def test_a_lesson_page_costs_the_same_in_a_long_course(cast):
    course, lessons = make_course_of(2)
    let_learn(course, cast.trainee)
    address = f"/lessons/{lessons[0].id}"
    cast.trainee.get(address)
    with counted_statements() as few:
        cast.trainee.get(address)
    for number in range(12):
        lesson = make_lesson(make_module(course, title=f"Module {number}"))
        translate(lesson)
        actions.complete_lesson(cast.trainee.viewer, lesson)
    db.session.commit()
    with counted_statements() as many:
        cast.trainee.get(address)
    assert many() == few() <= 7, many


def test_a_lesson_page_costs_the_same_with_many_conversations(cast):
    course, lessons = make_course_of(3)
    cohort = make_cohort(course)
    make_member(cohort, cast.trainee)
    block = text_of(lessons[0]).blocks[0][0]
    make_topic(cohort, lesson_id=lessons[0].id, anchor_key=block, anchor_quote="People rarely")
    address = f"/lessons/{lessons[0].id}"
    cast.trainee.get(address)
    with counted_statements() as few:
        page = cast.trainee.get(address)
    assert 'class="button second phone-only" href="#rail"' in page.text
    assert "Discussion (1)" in words_of(page)
    for _ in range(10):
        make_reply(make_topic(cohort, lesson_id=lessons[0].id, anchor_key=block, anchor_quote="People rarely"))
    with counted_statements() as many:
        cast.trainee.get(address)
    assert many() == few() <= 7, many
