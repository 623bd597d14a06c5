"""Modules open on their day: the title is there before, the words are not."""

from datetime import timedelta

from courses.models import LessonProgress, ModuleRelease
from lms.access import grant, make_audience
from lms.database import db, now
from tests.cast import text_of as words_of
from tests.factories.courses import let_learn, make_course_of, make_lesson, make_module


def release(module_id, audience, days):
    db.session.add(ModuleRelease(module_id=module_id, audience_id=audience.id, opens_at=now() + timedelta(days=days)))
    db.session.flush()


def make_cohort_of(*people):
    audience = make_audience("cohort", "Spring")
    for person in people:
        grant(audience.id, person.id)
    return audience


def test_a_module_without_a_date_is_open(cast):
    course, (lesson,) = make_course_of(1)
    let_learn(course, cast.trainee)
    assert cast.trainee.get(f"/lessons/{lesson.id}").status_code == 200


def test_before_its_day_a_lesson_says_when_it_opens(cast):
    course, (lesson,) = make_course_of(1)
    let_learn(course, cast.trainee)
    release(lesson.module_id, make_cohort_of(cast.trainee), days=3)
    page = cast.trainee.get(f"/lessons/{lesson.id}")
    assert page.status_code == 403
    words = words_of(page)
    assert "This lesson opens on" in words
    assert str((now() + timedelta(days=3)).year) in words
    assert "People rarely announce it." not in words


def test_nothing_can_be_sent_before_the_day(cast):
    course, (lesson,) = make_course_of(1)
    let_learn(course, cast.trainee)
    release(lesson.module_id, make_cohort_of(cast.trainee), days=3)
    for place in ("completion", "reopening", "rereading", "place"):
        assert cast.trainee.post(f"/lessons/{lesson.id}/{place}").status_code == 403
    assert cast.trainee.get(f"/lessons/{lesson.id}/changes").status_code == 403
    assert db.session.get(LessonProgress, (cast.trainee.id, lesson.id)) is None


def test_the_outline_shows_the_title_and_the_day(cast):
    course, (lesson,) = make_course_of(1)
    let_learn(course, cast.trainee)
    release(lesson.module_id, make_cohort_of(cast.trainee), days=3)
    page = cast.trainee.get(f"/courses/{course.id}")
    assert "Lesson about subject 1" in page.text
    assert "opens" in words_of(page)
    assert f'href="/lessons/{lesson.id}"' not in page.text


def test_the_earliest_of_several_cohorts_counts(cast):
    course, (lesson,) = make_course_of(1)
    let_learn(course, cast.trainee, cast.alumna)
    release(lesson.module_id, make_cohort_of(cast.trainee, cast.alumna), days=3)
    release(lesson.module_id, make_cohort_of(cast.alumna), days=-300)
    assert cast.trainee.get(f"/lessons/{lesson.id}").status_code == 403
    assert cast.alumna.get(f"/lessons/{lesson.id}").status_code == 200


def test_a_date_of_another_cohort_closes_nothing(cast):
    course, (lesson,) = make_course_of(1)
    let_learn(course, cast.trainee)
    release(lesson.module_id, make_cohort_of(cast.alumna), days=3)
    assert cast.trainee.get(f"/lessons/{lesson.id}").status_code == 200


def test_authors_and_facilitators_of_the_course_read_ahead(cast):
    course, (lesson,) = make_course_of(1)
    let_learn(course, cast.facilitator)
    release(lesson.module_id, make_cohort_of(cast.facilitator, cast.author), days=3)
    assert cast.facilitator.get(f"/lessons/{lesson.id}").status_code == 200
    assert cast.author.get(f"/lessons/{lesson.id}").status_code == 200


def test_next_skips_what_is_not_open_yet(cast):
    course, (first,) = make_course_of(1)
    later = make_module(course, title="Later")
    make_lesson(later)
    let_learn(course, cast.trainee)
    release(later.id, make_cohort_of(cast.trainee), days=3)
    assert cast.trainee.post(f"/lessons/{first.id}/completion").location == f"/courses/{course.id}"
