"""How a lesson is completed: chosen by its author, told to its reader, and never taken back by another choice."""

from datetime import timedelta

from courses import actions as learning
from courses.editing.drafts.actions import change_lesson
from courses.models import Enrolment, Lesson, LessonProgress
from lms.database import db, now
from lms.jobs import sweep
from tests.cast import text_of as words_of
from tests.factories.courses import let_learn, make_course_of, make_lesson, make_module
from tests.factories.quizzes import make_attempt, make_quiz


def rule(lesson, name):
    change_lesson(lesson, minutes=lesson.minutes, is_required=lesson.is_required, completed_by=name)
    db.session.commit()
    while sweep():
        pass


def completed_at(person, lesson):
    progress = db.session.get(LessonProgress, (person.id, lesson.id))
    return progress.completed_at if progress else None


def test_an_author_chooses_how_a_lesson_is_completed(cast):
    _course, (lesson,) = make_course_of(1)
    page = cast.author.get(f"/lessons/{lesson.id}/edit")
    assert "How it is completed" in words_of(page)
    draft = {"title": "Hearing", "body": "People rarely announce it.", "version": "1", "draft_key": "k"}
    assert cast.author.post(f"/lessons/{lesson.id}/draft", draft | {"completed_by": "read"}).status_code == 303
    assert db.session.get_one(Lesson, lesson.id).completed_by == "read"
    assert cast.author.post(f"/lessons/{lesson.id}/draft", draft | {"completed_by": "passed"}).status_code == 303
    assert db.session.get_one(Lesson, lesson.id).completed_by == "hand"  # a page is not passed


def test_its_reader_is_told(cast):
    course, (lesson,) = make_course_of(1)
    let_learn(course, cast.trainee)
    assert "done when you say so" in words_of(cast.trainee.get(f"/lessons/{lesson.id}"))
    rule(lesson, "read")
    assert "done when you have come to its end" in words_of(cast.trainee.get(f"/lessons/{lesson.id}"))


def test_coming_to_the_end_completes_a_lesson_that_says_so(cast):
    course, (by_hand, by_reading) = make_course_of(2)
    let_learn(course, cast.trainee)
    rule(by_reading, "read")
    for lesson in (by_hand, by_reading):
        place = f"/lessons/{lesson.id}/place"
        assert cast.trainee.post(place, {"block": "b1", "percent": "99"}).status_code == 204
        assert completed_at(cast.trainee, lesson) is None
        assert cast.trainee.post(place, {"block": "b1", "percent": "100"}).status_code == 204
    assert completed_at(cast.trainee, by_hand) is None
    assert completed_at(cast.trainee, by_reading)


def test_who_cannot_scroll_says_it_by_hand(cast):
    course, (lesson,) = make_course_of(1)
    let_learn(course, cast.trainee)
    rule(lesson, "read")
    assert f'action="/lessons/{lesson.id}/completion' in cast.trainee.get(f"/lessons/{lesson.id}").text
    assert cast.trainee.post(f"/lessons/{lesson.id}/completion").status_code == 303
    assert completed_at(cast.trainee, lesson)


def test_a_quiz_may_be_done_when_it_is_handed_in(cast):
    course, _lessons = make_course_of(1)
    let_learn(course, cast.trainee)
    lesson, quiz = make_quiz(course)
    rule(lesson, "finished")
    assert "whatever your score" in words_of(cast.trainee.get(f"/lessons/{lesson.id}"))
    make_attempt(quiz, cast.trainee.viewer, {}, submitted=False)
    assert completed_at(cast.trainee, lesson) is None
    attempt = make_attempt(quiz, cast.trainee.viewer, {})
    assert attempt.percent == 0
    assert completed_at(cast.trainee, lesson)


def test_another_rule_completes_for_who_did_it_already_and_for_nobody_else(cast):
    course, (page,) = make_course_of(1)
    let_learn(course, cast.trainee, cast.alumna)
    lesson, quiz = make_quiz(course)
    make_attempt(quiz, cast.trainee.viewer, {})
    make_attempt(quiz, cast.alumna.viewer, {}, submitted=False)
    learning.record_place(cast.trainee.viewer, page, "b1", 100)
    learning.record_place(cast.alumna.viewer, page, "b1", 60)
    rule(lesson, "finished")
    rule(page, "read")
    for one in (lesson, page):
        assert completed_at(cast.trainee, one)
        assert completed_at(cast.alumna, one) is None


def test_another_rule_makes_nobody_look_active_and_brings_nobody_back(cast):
    course, (page,) = make_course_of(1)
    let_learn(course, cast.trainee, cast.alumna)
    lesson, quiz = make_quiz(course)
    long_ago = now() - timedelta(days=30)
    for person in (cast.trainee, cast.alumna):
        make_attempt(quiz, person.viewer, {}, at=long_ago)
        learning.record_place(person.viewer, page, "b1", 100, at=long_ago)
    learning.leave_course(course.id, cast.alumna.id)
    rule(lesson, "finished")
    rule(page, "read")
    found = db.select(Enrolment.user_id, Enrolment.last_active_at, Enrolment.completed_at).filter_by(left_at=None)
    (stays,) = db.session.execute(found.where(Enrolment.course_id == course.id)).all()
    assert (stays.user_id, stays.last_active_at) == (cast.trainee.id, long_ago)
    assert stays.completed_at
    # What they did is there for when they come back.
    for one in (lesson, page):
        assert completed_at(cast.alumna, one)


def test_another_rule_takes_no_completion_away(cast):
    course, (page,) = make_course_of(1)
    let_learn(course, cast.trainee)
    lesson, quiz = make_quiz(course)
    rule(lesson, "finished")
    make_attempt(quiz, cast.trainee.viewer, {})
    learning.complete_lesson(cast.trainee.viewer, page)
    before = [completed_at(cast.trainee, one) for one in (lesson, page)]
    rule(lesson, "passed")
    rule(page, "read")
    assert [completed_at(cast.trainee, one) for one in (lesson, page)] == before


def test_optional_lessons_and_minutes_are_said_and_do_not_count(cast):
    course, (required,) = make_course_of(1)
    let_learn(course, cast.trainee)
    optional = make_lesson(make_module(course, title="More"), title="Further reading", minutes=25, is_required=False)
    page = words_of(cast.trainee.get(f"/lessons/{optional.id}"))
    assert "25 minutes" in page
    assert "optional" in page
    assert "optional" in words_of(cast.trainee.get(f"/courses/{course.id}"))
    learning.complete_lesson(cast.trainee.viewer, required)
    assert "Completed" in words_of(cast.trainee.get(f"/courses/{course.id}"))
