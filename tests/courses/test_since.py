"""What changed since your training: lessons that say something else, were added or taken out, until they are read again."""

from datetime import timedelta

from courses import actions
from courses.changes.since import what_changed
from courses.editing.actions import publish_text, withdraw_lesson
from courses.editing.outline.actions import remove_lesson, remove_module, restore_lesson
from courses.models import Enrolment, Module
from lms.database import db, now
from lms.jobs import sweep
from lms.notifications.digests import send_digest
from lms.notifications.models import Notification
from tests.cast import text_of as words_of
from tests.factories.courses import let_learn, make_course_of, make_lesson, revise, text_of, translate
from tests.factories.people import mails_sent

WHY = "Two examples from practice."


def make_alumna(cast):
    """A course of two lessons that the alumna completed, and its module."""
    course, lessons = make_course_of(2)
    let_learn(course, cast.alumna)
    for lesson in lessons:
        actions.complete_lesson(cast.alumna.viewer, lesson)
    db.session.commit()
    return course, lessons, db.session.scalars(db.select(Module).filter_by(course_id=course.id)).one()


def kinds(person):
    return [(entry.kind, entry.id) for entry in what_changed(person.viewer)]


def test_changed_added_and_removed_lessons_stand_on_one_page_and_on_home(cast):
    _course, lessons, module = make_alumna(cast)
    revise(lessons[0], "Listen for the small half.", why=WHY)
    added = make_lesson(module, title="Silence on the phone")
    remove_lesson(lessons[1], by=cast.author.user, why="It is part of the first one now.")
    db.session.commit()
    assert sorted(kinds(cast.alumna)) == [
        ("added", added.id), ("changed", lessons[0].id), ("removed", lessons[1].id)
    ]  # fmt: skip
    for address in ("/changes", "/"):
        words = words_of(cast.alumna.get(address))
        for expected in (WHY, "Silence on the phone", "new lesson", "taken out", "It is part of the first one now."):
            assert expected in words, address
    page = cast.alumna.get("/changes").get_data(as_text=True)
    assert "<ins>" in page
    assert "<del>" in page
    assert "Nothing changed" in words_of(cast.trainee.get("/changes"))


def test_each_is_gone_once_it_was_read_again_or_noted(cast):
    _course, lessons, module = make_alumna(cast)
    revise(lessons[0], "Listen for the small half.", why=WHY)
    added = make_lesson(module, title="Silence on the phone")
    remove_lesson(lessons[1], by=cast.author.user)
    db.session.commit()
    for lesson in (lessons[0], added, lessons[1]):
        assert cast.alumna.post(f"/changes/{lesson.id}/acknowledgement").status_code == 303
        assert cast.alumna.post(f"/changes/{lesson.id}/acknowledgement").status_code == 404
    assert kinds(cast.alumna) == []
    assert "Changed since your training" not in words_of(cast.alumna.get("/"))


def test_what_changes_after_that_is_news_again(cast):
    _course, lessons, _module = make_alumna(cast)
    remove_lesson(lessons[1], by=cast.author.user)
    db.session.commit()
    cast.alumna.post(f"/changes/{lessons[1].id}/acknowledgement")
    restore_lesson(lessons[1], by=cast.author.user)
    assert kinds(cast.alumna) == []
    remove_lesson(lessons[1], by=cast.author.user)
    assert kinds(cast.alumna) == [("removed", lessons[1].id)]
    revise(lessons[0], "One.")
    db.session.commit()
    cast.alumna.post(f"/changes/{lessons[0].id}/acknowledgement")
    revise(lessons[0], "Two.")
    assert ("changed", lessons[0].id) in kinds(cast.alumna)


def test_completing_an_added_lesson_settles_it_too(cast):
    _course, _lessons, module = make_alumna(cast)
    added = make_lesson(module)
    actions.complete_lesson(cast.alumna.viewer, added)
    assert kinds(cast.alumna) == []


def test_only_who_completed_the_course_hears_of_added_and_removed_lessons(cast):
    course, lessons, module = make_alumna(cast)
    let_learn(course, cast.trainee)
    actions.complete_lesson(cast.trainee.viewer, lessons[0])
    make_lesson(module)
    remove_lesson(lessons[0], by=cast.author.user)
    assert kinds(cast.trainee) == []
    assert len(kinds(cast.alumna)) == 2


def test_what_is_not_published_or_was_never_read_is_no_change(cast):
    _course, lessons, module = make_alumna(cast)
    make_lesson(module, published=False)
    gone = make_lesson(module)
    remove_lesson(gone, by=cast.author.user)
    withdraw_lesson(lessons[1], by=cast.author.user)
    assert kinds(cast.alumna) == []


def test_a_removed_module_takes_its_lessons_along(cast):
    _course, lessons, module = make_alumna(cast)
    remove_module(module, by=cast.author.user)
    assert sorted(kinds(cast.alumna)) == [("removed", lesson.id) for lesson in lessons]


def test_a_lesson_in_two_languages_is_one_change(cast):
    _course, _lessons, module = make_alumna(cast)
    added = make_lesson(module, title="Silence on the phone")
    translate(added, title="Stilte aan de telefoon")
    [entry] = what_changed(cast.alumna.viewer)
    assert entry.title == "Silence on the phone"


def test_who_left_the_course_hears_no_more(cast):
    course, lessons, module = make_alumna(cast)
    make_lesson(module)
    remove_lesson(lessons[0], by=cast.author.user)
    actions.leave_course(course.id, cast.alumna.id)
    assert kinds(cast.alumna) == []


def test_a_change_of_others_cannot_be_noted(cast):
    _course, lessons, _module = make_alumna(cast)
    revise(lessons[0], "Listen.", why=WHY)
    db.session.commit()
    assert cast.outsider.post(f"/changes/{lessons[0].id}/acknowledgement").status_code == 404
    assert cast.guest.post(f"/changes/{lessons[0].id}/acknowledgement").status_code == 303
    assert kinds(cast.alumna) == [("changed", lessons[0].id)]


def test_who_completed_the_course_is_told_once_of_an_added_lesson_in_the_digest(cast):
    _course, _lessons, module = make_alumna(cast)
    added = make_lesson(module, title="Silence on the phone")
    translate(added)
    db.session.commit()
    sweep()
    found = db.select(Notification).filter_by(user_id=cast.alumna.id, reason="added")
    [told] = db.session.scalars(found).all()
    assert told.url == f"/lessons/{added.id}"
    assert db.session.scalars(db.select(Notification).filter_by(user_id=cast.trainee.id)).all() == []
    cast.alumna.post(f"/changes/{added.id}/acknowledgement")
    assert db.session.scalars(found).one().done_at


def test_a_digest_tells_what_changed_with_the_sentence_of_its_author(cast):
    _course, lessons, module = make_alumna(cast)
    revise(lessons[0], "Listen for the small half.", why=WHY)
    translate(make_lesson(module, title="Silence on the phone"))
    db.session.commit()
    while sweep():
        pass
    cast.alumna.user.digest = "daily"
    send_digest(cast.alumna.id, due=(now() + timedelta(hours=1)).isoformat())
    [mail] = mails_sent()
    for text in (mail.text, mail.html):
        assert WHY in text
        assert f"/lessons/{lessons[0].id}/changes" in text
        assert "Silence on the phone" in text


def test_the_author_says_why_a_lesson_is_removed(cast):
    _course, lessons, _module = make_alumna(cast)
    address = f"/lessons/{lessons[0].id}/removal"
    refused = cast.author.post(address, {"removed_because": "long " * 80})
    assert refused.status_code == 422
    assert "within 300 characters" in words_of(refused)
    assert kinds(cast.alumna) == []
    assert cast.author.post(address, {"removed_because": "It is out of date."}).status_code == 303
    assert "It is out of date." in words_of(cast.alumna.get("/changes"))


def test_a_lesson_published_again_in_new_words_un_completes_nothing(cast):
    course, lessons, _module = make_alumna(cast)
    withdraw_lesson(lessons[0], by=cast.author.user)
    publish_text(text_of(lessons[0]), by=cast.author.user)
    row = db.session.scalars(db.select(Enrolment).filter_by(course_id=course.id, user_id=cast.alumna.id)).one()
    assert row.completed_at <= now()
