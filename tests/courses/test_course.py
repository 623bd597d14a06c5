"""The page of a course: what it is for, where one stands in it, and how one follows it."""

from courses import actions, queries
from courses.editing.actions import publish_course
from courses.editing.settings.actions import archive_course
from lms.access import ACADEMY, PUBLIC
from lms.database import db
from tests.cast import text_of as words_of
from tests.factories.courses import let_learn, make_course, make_course_of, make_lesson, make_module, revise
from tests.statements import counted_statements


def open_course(browser, course):
    return browser.get(f"/courses/{course.id}")


def test_the_course_page_says_what_for_whom_and_how_long(cast):
    course = make_course(summary="About wanting two things.", outcomes="* Hear it", for_whom="Social workers.")
    make_lesson(make_module(course), minutes=50)
    words = words_of(open_course(cast.trainee, course))
    for expected in ("About wanting two things.", "Hear it", "Social workers.", "50 minutes", "1 lesson"):
        assert expected in words


def test_outsider_finds_no_course_in_preparation(cast):
    course = make_course(published=False)
    assert open_course(cast.outsider, course).status_code == 404
    assert cast.outsider.post(f"/courses/{course.id}/enrolment").status_code == 404
    assert open_course(cast.author, course).status_code == 200


def test_the_people_of_a_hidden_course_keep_its_page(cast):
    course = make_course(published=False)
    let_learn(course, cast.trainee)
    assert open_course(cast.trainee, course).status_code == 200


def test_a_guest_sees_public_course_pages(cast):
    course = make_course()
    assert open_course(cast.guest, course).status_code == 303
    publish_course(course, audience_id=PUBLIC, by=cast.author)
    page = open_course(cast.guest, course)
    assert page.status_code == 200
    assert 'rel="canonical"' in page.text


def test_there_is_one_primary_act_start_then_resume(cast):
    course, lessons = make_course_of(2)
    let_learn(course, cast.trainee)
    assert "Start with lesson 1.1" in words_of(open_course(cast.trainee, course))
    actions.complete_lesson(cast.trainee.viewer, lessons[0])
    page = open_course(cast.trainee, course)
    assert "Resume lesson 1.2" in words_of(page)
    assert page.text.count("button primary") == 1


def test_a_member_follows_an_open_course(cast):
    course, (lesson,) = make_course_of(1)
    lesson.audience_id = ACADEMY
    assert "Start this course" in words_of(open_course(cast.outsider, course))
    answer = cast.outsider.post(f"/courses/{course.id}/enrolment")
    assert (answer.status_code, answer.location) == (303, f"/lessons/{lesson.id}")
    assert cast.outsider.post(f"/courses/{course.id}/leaving").status_code == 303
    assert "Start this course" in words_of(open_course(cast.outsider, course))


def test_leaving_keeps_what_was_learned(cast):
    course, (lesson, other) = make_course_of(2)
    lesson.audience_id = other.audience_id = ACADEMY
    cast.outsider.post(f"/lessons/{lesson.id}/completion")
    actions.leave_course(course.id, cast.outsider.id)
    cast.outsider.post(f"/courses/{course.id}/enrolment")
    assert "1 of 2 lessons" in words_of(open_course(cast.outsider, course))


def test_members_of_a_cohort_do_not_leave_the_course_by_a_button(cast):
    course, lessons = make_course_of(1)
    let_learn(course, cast.trainee)
    assert cast.trainee.post(f"/courses/{course.id}/leaving").status_code == 403
    assert cast.outsider.post(f"/courses/{course.id}/leaving").status_code == 403


def test_an_archived_course_takes_nobody_new(cast):
    course, lessons = make_course_of(1)
    archive_course(course, by=cast.author)
    assert cast.outsider.post(f"/courses/{course.id}/enrolment").status_code == 403
    assert course.title not in cast.outsider.get("/courses").text


def test_lessons_for_others_have_a_title_and_no_link(cast):
    course, (lesson,) = make_course_of(1)
    page = open_course(cast.outsider, course)
    assert "Lesson about subject 1" in page.text
    assert f'href="/lessons/{lesson.id}"' not in page.text
    assert "For the people of this course" in words_of(page)


def test_a_changed_lesson_is_marked_in_the_outline(cast):
    course, (lesson, other) = make_course_of(2)
    let_learn(course, cast.trainee)
    actions.complete_lesson(cast.trainee.viewer, lesson)
    assert "changed since" not in words_of(open_course(cast.trainee, course))
    revise(lesson, "Other words.")
    assert "changed since you completed it" in words_of(open_course(cast.trainee, course))


def test_drafts_are_nowhere_on_the_course_page(cast):
    course = make_course()
    make_lesson(make_module(course), title="Unfinished thought", published=False)
    let_learn(course, cast.trainee)
    assert "Unfinished thought" not in open_course(cast.trainee, course).text


def test_facilitators_learn_where_everybody_is(cast):
    course, lessons = make_course_of(3)
    let_learn(course, cast.trainee, cast.alumna, cast.mentor)
    for lesson in lessons:
        actions.complete_lesson(cast.alumna.viewer, lesson)
    actions.complete_lesson(cast.trainee.viewer, lessons[0])
    actions.record_place(cast.trainee.viewer, lessons[1], "b1", 30)
    course_id = course.id
    ids = [cast.trainee.id, cast.alumna.id, cast.mentor.id, cast.outsider.id]
    with counted_statements() as count:
        found = queries.progress_of(course_id, ids)
    assert count() == 2
    assert set(found) == set(ids) - {cast.outsider.id}
    trainee = found[cast.trainee.id]
    assert (trainee.done, trainee.total, trainee.percent) == (1, 3, 33)
    assert (trainee.last_lesson_number, trainee.last_lesson_title) == ("1.2", "Lesson about subject 2")
    assert found[cast.alumna.id].completed_at is not None
    assert found[cast.mentor.id].last_active_at is None


def test_the_course_page_costs_the_same_in_a_long_course(cast):
    course, lessons = make_course_of(2)
    let_learn(course, cast.trainee)
    address = f"/courses/{course.id}"
    cast.trainee.get(address)
    with counted_statements() as few:
        cast.trainee.get(address)
    for number in range(10):
        make_lesson(make_module(course, title=f"Module {number}"))
    db.session.commit()
    with counted_statements() as many:
        cast.trainee.get(address)
    assert many() == few() <= 8, many
