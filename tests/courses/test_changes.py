"""Living courses: who completed a lesson sees what it says since, hears why, and can read it again."""

from courses import actions
from courses.models import LessonProgress, LessonText
from lms.access import PUBLIC, revoke
from lms.database import db
from lms.jobs import sweep
from lms.notifications.models import Notification
from tests.cast import text_of as words_of
from tests.factories.courses import let_learn, make_course_of, revise, translate

WHY = "Rewritten around two examples from practice."


def make_changed_lesson(cast, *, why=WHY):
    course, lessons = make_course_of(2)
    let_learn(course, cast.alumna, cast.trainee)
    actions.complete_lesson(cast.alumna.viewer, lessons[0])
    revise(lessons[0], "People rarely say it aloud. Listen for the small half.", why=why)
    db.session.commit()
    sweep()
    return course, lessons[0]


def told(user_id):
    return db.session.scalars(db.select(Notification).filter_by(user_id=user_id, reason="changed")).all()


def test_the_lesson_says_that_it_changed_and_why(cast):
    _, lesson = make_changed_lesson(cast)
    words = words_of(cast.alumna.get(f"/lessons/{lesson.id}"))
    assert "Changed on" in words
    assert WHY in words
    assert "See what changed" in words
    assert "See what changed" not in words_of(cast.trainee.get(f"/lessons/{lesson.id}"))


def test_the_difference_shows_both_texts_and_every_reason(cast):
    _, lesson = make_changed_lesson(cast)
    revise(lesson, "People rarely say it aloud. Listen for the small half of the sentence.", why="One word more.")
    page = cast.alumna.get(f"/lessons/{lesson.id}/changes")
    assert page.status_code == 200
    words = words_of(page)
    assert WHY in words
    assert "One word more." in words
    assert "announce" in words
    assert "sentence" in words


def test_reading_it_again_settles_it(cast):
    _, lesson = make_changed_lesson(cast)
    assert cast.alumna.post(f"/lessons/{lesson.id}/rereading").status_code == 303
    assert "See what changed" not in words_of(cast.alumna.get(f"/lessons/{lesson.id}"))
    assert "Nothing changed" in words_of(cast.alumna.get(f"/lessons/{lesson.id}/changes"))
    assert all(notification.done_at for notification in told(cast.alumna.id))


def test_rereading_what_was_never_read_completes_nothing(cast):
    _, lesson = make_changed_lesson(cast)
    cast.trainee.post(f"/lessons/{lesson.id}/rereading")
    progress = db.session.get(LessonProgress, (cast.trainee.id, lesson.id))
    assert progress is None or progress.completed_at is None


def test_home_lists_what_changed_since_the_training(cast):
    _, lesson = make_changed_lesson(cast)
    page = cast.alumna.get("/")
    assert "Changed since your training" in words_of(page)
    assert f'href="/lessons/{lesson.id}/changes"' in page.text
    assert "Changed since your training" not in words_of(cast.trainee.get("/"))


def test_home_says_nothing_of_lessons_one_may_no_longer_read(cast):
    course, lesson = make_changed_lesson(cast)
    revoke(course.people_audience_id, cast.alumna.id)
    assert "Changed since your training" not in words_of(cast.alumna.get("/"))
    assert cast.alumna.get(f"/lessons/{lesson.id}/changes").status_code == 404


def test_a_change_with_a_reason_reaches_who_completed_the_lesson(cast):
    _, lesson = make_changed_lesson(cast)
    (notification,) = told(cast.alumna.id)
    assert (notification.thread, notification.excerpt) == (f"lesson:{lesson.id}", WHY)
    assert notification.url == f"/lessons/{lesson.id}/changes"
    assert not told(cast.trainee.id)


def test_a_change_without_a_reason_calls_nobody(cast):
    make_changed_lesson(cast, why="")
    assert not told(cast.alumna.id)


def test_a_public_lesson_tells_its_learners_too(cast):
    course, (lesson, other) = make_course_of(2)
    lesson.audience_id = PUBLIC
    cast.outsider.post(f"/lessons/{lesson.id}/completion")
    revise(lesson, "Other words.", why=WHY)
    db.session.commit()
    sweep()
    assert len(told(cast.outsider.id)) == 1


def test_who_left_the_course_is_left_alone(cast):
    course, (lesson, other) = make_course_of(2)
    let_learn(course, cast.alumna)
    actions.complete_lesson(cast.alumna.viewer, lesson)
    actions.leave_course(course.id, cast.alumna.id)
    revise(lesson, "Other words.", why=WHY)
    db.session.commit()
    sweep()
    assert not told(cast.alumna.id)


def test_a_new_translation_is_no_change(cast):
    course, (lesson, other) = make_course_of(2)
    let_learn(course, cast.alumna)
    actions.complete_lesson(cast.alumna.viewer, lesson)
    translate(lesson)
    assert "See what changed" not in words_of(cast.alumna.get(f"/lessons/{lesson.id}"))
    assert "See what changed" not in words_of(cast.alumna.get(f"/lessons/{lesson.id}?language=nl"))


def test_what_was_on_the_screen_is_what_was_completed(cast):
    course, (lesson, other) = make_course_of(2)
    let_learn(course, cast.trainee)
    read = db.session.scalar(db.select(LessonText.revision_id).filter_by(lesson_id=lesson.id))
    revise(lesson, "Published while somebody was reading.")
    cast.trainee.post(f"/lessons/{lesson.id}/completion", {"revision": read})
    assert "See what changed" in words_of(cast.trainee.get(f"/lessons/{lesson.id}"))
