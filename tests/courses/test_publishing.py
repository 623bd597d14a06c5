"""Writing a lesson: saving, autosaving, conflicts, previews, publishing, withdrawing, and who may read it."""

import pytest

from courses.editing import actions
from courses.models import Course, LessonRevision
from lms.access import ACADEMY, PUBLIC
from lms.database import db
from lms.search.queries import search
from tests.cast import text_of as words_of
from tests.factories.courses import let_learn, make_course, make_lesson, make_module, text_of


def draft(text, **changes) -> dict:
    """What the editor's form sends."""
    return {
        "title": text.draft_title,
        "short_title": text.draft_short_title,
        "body": text.draft_body,
        "minutes": "",
        "is_required": "y",
        "version": str(text.draft_version),
        "draft_key": "page one",
    } | changes


def test_the_editor_shows_draft_preview_and_outline(cast):
    lesson = make_lesson(body="Hear *this*.\n\n## A heading\n\nMore.")
    page = cast.author.get(f"/lessons/{lesson.id}/edit")
    assert page.status_code == 200
    assert "Hear *this*." in page.text
    assert "<em>this</em>" in page.text
    assert "1.1 Hearing change talk" in words_of(page)
    assert "Everything is published" in words_of(page)


def test_a_saved_draft_is_not_what_readers_see(cast):
    lesson = make_lesson()
    let_learn(db.session.get_one(Course, lesson.course_id), cast.trainee)
    form = draft(text_of(lesson), body="Quite other words.", minutes="12", short_title="Hearing")
    assert cast.author.post(f"/lessons/{lesson.id}/draft", form).status_code == 303
    assert text_of(lesson).draft_body == "Quite other words."
    assert (lesson.minutes, text_of(lesson).draft_short_title) == (12, "Hearing")
    assert "Quite other words." not in cast.trainee.get(f"/lessons/{lesson.id}").text
    assert "1 change not published" in words_of(cast.author.get(f"/lessons/{lesson.id}/edit"))


def test_while_writing_the_page_gets_the_state_alone(cast):
    lesson = make_lesson()
    answer = cast.author.htmx_post(f"/lessons/{lesson.id}/draft", "saved", draft(text_of(lesson), body="New"))
    assert answer.status_code == 200
    assert "Saved" in answer.text
    assert 'name="version" value="2"' in answer.text
    assert "<html" not in answer.text


def test_a_field_with_an_error_does_not_stop_the_words_from_being_saved(cast):
    lesson = make_lesson()
    form = draft(text_of(lesson), body="New words", minutes="twelve")
    answer = cast.author.htmx_post(f"/lessons/{lesson.id}/draft", "saved", form)
    assert "Write a number from 1 to 240, such as 12." in answer.text
    assert text_of(lesson).draft_body == "New words"
    assert lesson.minutes is None


@pytest.mark.parametrize(
    "wrong", [{"minutes": "0"}, {"minutes": "241"}, {"minutes": "1.5"}, {"title": ""}, {"short_title": "x" * 61}]
)
def test_without_scripts_what_is_wrong_stays_in_the_form(cast, wrong):
    lesson = make_lesson()
    answer = cast.author.post(f"/lessons/{lesson.id}/draft", draft(text_of(lesson), body="Kept words", **wrong))
    assert answer.status_code == 422
    assert "Kept words" in answer.text
    assert 'class="error"' in answer.text
    assert text_of(lesson).draft_body == "People rarely announce it."


def test_two_people_writing_one_lesson_see_both_texts(cast):
    lesson = make_lesson()
    old = draft(text_of(lesson), body="mine", draft_key="page two")
    cast.admin.post(f"/lessons/{lesson.id}/draft", draft(text_of(lesson), body="theirs"))
    quiet = cast.author.htmx_post(f"/lessons/{lesson.id}/draft", "saved", old)
    assert quiet.status_code == 409
    assert "Admin saved this draft while you were writing." in words_of(quiet)
    page = cast.author.post(f"/lessons/{lesson.id}/draft", old)
    assert page.status_code == 409
    assert "theirs" in page.text
    assert "mine" in page.text
    assert text_of(lesson).draft_body == "theirs"
    merged = old | {"version": str(text_of(lesson).draft_version), "body": "mine and theirs"}
    assert cast.author.post(f"/lessons/{lesson.id}/draft", merged).status_code == 303
    assert text_of(lesson).draft_body == "mine and theirs"


def test_a_page_that_saves_twice_does_not_conflict_with_itself(cast):
    lesson = make_lesson()
    form = draft(text_of(lesson))
    for body in ("one", "one two"):
        answer = cast.author.htmx_post(f"/lessons/{lesson.id}/draft", "saved", form | {"body": body})
        assert answer.status_code == 200
    assert text_of(lesson).draft_body == "one two"


def test_the_preview_is_what_readers_would_see(cast):
    lesson = make_lesson()
    answer = cast.author.post(f"/lessons/{lesson.id}/preview", {"body": "::: try\nToday\n:::\n<script>x</script>"})
    assert 'class="callout callout-try"' in answer.text
    assert "<script" not in answer.text
    assert cast.author.post(f"/lessons/{lesson.id}/preview", {"body": "x" * 150_001}).status_code == 422


def test_a_callout_is_named_in_the_language_of_the_text(cast):
    lesson = make_lesson(make_module(make_course(language="nl")), language="nl", body="::: solution\nStil zijn.\n:::")
    assert "<summary" in text_of(lesson, "nl").html


def test_an_author_sees_the_draft_as_a_trainee_will(cast):
    lesson = make_lesson(published=False, body="Not published at all.")
    page = cast.author.get(f"/lessons/{lesson.id}/preview")
    assert page.status_code == 200
    assert "Not published at all." in page.text
    assert "This is how trainees will see the draft." in words_of(page)
    assert "Lesson 1.1" in words_of(page)


def test_publishing_from_the_editor_saves_first(cast):
    lesson = make_lesson()
    form = draft(text_of(lesson), body="Better words.", why="The old ones were wrong")
    answer = cast.author.post(f"/lessons/{lesson.id}/publication", form)
    assert answer.status_code == 303
    revision = db.session.get_one(LessonRevision, text_of(lesson).revision_id)
    assert (revision.number, revision.why, revision.body) == (2, "The old ones were wrong", "Better words.")
    assert [hit.object_id for hit in search(cast.author.viewer, "better").hits] == [lesson.id]


def test_what_cannot_be_saved_is_not_published(cast):
    lesson = make_lesson()
    form = draft(text_of(lesson), title="", body="Better words.")
    assert cast.author.post(f"/lessons/{lesson.id}/publication", form).status_code == 422
    stale = draft(text_of(lesson), body="Better words.", version="7", draft_key="another")
    assert cast.author.post(f"/lessons/{lesson.id}/publication", stale).status_code == 409
    assert db.session.query(LessonRevision).count() == 1


def test_all_changes_of_a_course_are_published_at_once(cast):
    course = make_course()
    module = make_module(course)
    new, changed = make_lesson(module, published=False), make_lesson(module)
    make_lesson(module)
    text = text_of(changed)
    actions.save_draft(text, title="Changed", short_title="", body="More", version=1, by=cast.author)
    page = cast.author.get(f"/courses/{course.id}/changes")
    assert "2 changes not published" in words_of(page)
    chosen = [text_of(new).id, text_of(changed).id]
    answer = cast.author.post(f"/courses/{course.id}/changes", {"texts": chosen, "why": "Spring cleaning"})
    assert answer.status_code == 303
    assert new.published_at
    assert db.session.get_one(LessonRevision, text_of(changed).revision_id).why == "Spring cleaning"
    assert "0 changes not published" in words_of(cast.author.get(f"/courses/{course.id}/changes"))


def test_publishing_nothing_asks_to_choose(cast):
    course = make_course()
    make_lesson(make_module(course), published=False)
    answer = cast.author.post(f"/courses/{course.id}/changes", {"why": "x"})
    assert answer.status_code == 422
    assert "Choose at least one text to publish." in answer.text


def test_texts_of_other_courses_are_not_published_along(cast):
    course, stranger = make_course(), make_lesson(published=False)
    cast.author.post(f"/courses/{course.id}/changes", {"texts": [text_of(stranger).id]})
    assert stranger.published_at is None


def test_a_withdrawn_lesson_is_found_by_no_reader_and_returns_without_a_new_revision(cast):
    lesson = make_lesson(body="The unmistakable cormorant.")
    cast.author.post(f"/lessons/{lesson.id}/withdrawal")
    assert cast.author.get(f"/lessons/{lesson.id}").status_code == 404
    assert search(cast.author.viewer, "cormorant").hits == ()
    cast.author.post(f"/lessons/{lesson.id}/publication", draft(text_of(lesson)))
    assert cast.author.get(f"/lessons/{lesson.id}").status_code == 200
    assert db.session.query(LessonRevision).count() == 1


def test_a_lesson_is_written_in_a_second_language(cast):
    lesson = make_lesson()
    answer = cast.author.post(f"/lessons/{lesson.id}/texts", {"language": "nl"})
    assert answer.location == f"/lessons/{lesson.id}/edit?language=nl"
    assert text_of(lesson, "nl").draft_body == "People rarely announce it."
    form = draft(text_of(lesson, "nl"), title="Verandertaal horen", body="Mensen zeggen het zelden.")
    assert cast.author.post(f"/lessons/{lesson.id}/publication?language=nl", form).status_code == 303
    assert "Mensen zeggen het zelden." in text_of(lesson, "nl").html
    assert cast.author.post(f"/lessons/{lesson.id}/texts", {"language": "nl"}).status_code == 422
    assert cast.author.post(f"/lessons/{lesson.id}/texts", {"language": "tlh"}).status_code == 422
    assert cast.author.get(f"/lessons/{lesson.id}/edit?language=fr").status_code == 404


def test_publishing_the_course_page_shows_it_to_whom_the_author_chose(cast):
    course = make_course(published=False)
    assert cast.trainee.get(f"/courses/{course.id}").status_code == 404
    assert cast.author.post(f"/courses/{course.id}/publication", {"audience": "everyone"}).status_code == 422
    cast.author.post(f"/courses/{course.id}/publication", {"audience": "academy"})
    assert course.audience_id == ACADEMY
    assert cast.trainee.get(f"/courses/{course.id}").status_code == 200
    cast.author.post(f"/courses/{course.id}/hiding")
    assert cast.trainee.get(f"/courses/{course.id}").status_code == 404
    assert search(cast.trainee.viewer, "motivational").hits == ()


def test_opening_the_lessons_opens_them_all_and_those_to_come(cast):
    course = make_course()
    lesson = make_lesson(make_module(course), body="The unmistakable cormorant.")
    assert cast.outsider.get(f"/lessons/{lesson.id}").status_code == 404
    assert cast.author.post(f"/courses/{course.id}/readers/academy").status_code == 303
    assert cast.outsider.get(f"/lessons/{lesson.id}").status_code == 200
    assert search(cast.outsider.viewer, "cormorant").hits
    assert make_lesson(make_module(course)).audience_id == ACADEMY
    cast.author.post(f"/courses/{course.id}/readers/course")
    assert cast.outsider.get(f"/lessons/{lesson.id}").status_code == 404
    assert search(cast.outsider.viewer, "cormorant").hits == ()


def test_one_lesson_may_be_opened_to_everyone(cast):
    lesson = make_lesson()
    cast.author.post(f"/lessons/{lesson.id}/readers/public")
    assert lesson.audience_id == PUBLIC
    assert cast.guest.get(f"/lessons/{lesson.id}").status_code == 200
    assert cast.author.post(f"/lessons/{lesson.id}/readers/nobody").status_code == 404


def test_opening_asks_once_and_names_who_will_read(cast):
    lesson = make_lesson()
    page = words_of(cast.author.get(f"/courses/{lesson.course_id}/edit"))
    assert "All 9 people with an account here will be able to read 1 lesson of this course." in page
    assert "Everyone in the world" in page


def test_an_archived_course_keeps_its_people(cast):
    lesson = make_lesson()
    course = db.session.get_one(Course, lesson.course_id)
    let_learn(course, cast.trainee)
    cast.author.post(f"/courses/{course.id}/archive")
    assert course.archived_at
    assert cast.trainee.get(f"/lessons/{lesson.id}").status_code == 200
    cast.author.post(f"/courses/{course.id}/return")
    assert course.archived_at is None


def test_readers_may_not_write_and_outsiders_find_nothing(cast):
    lesson = make_lesson()
    course_id = lesson.course_id
    let_learn(db.session.get_one(Course, course_id), cast.trainee)
    pages = [f"/lessons/{lesson.id}/{page}" for page in ("edit", "preview", "history")]
    posts = ["draft", "preview", "publication", "withdrawal", "texts", "files", "readers/public"]
    for address in pages:
        assert cast.trainee.get(address).status_code == 403, address
        assert cast.outsider.get(address).status_code == 404, address
        assert cast.guest.get(address).status_code == 303, address
        assert cast.author.get(address).status_code == 200, address
    for act in posts:
        assert cast.trainee.post(f"/lessons/{lesson.id}/{act}", draft(text_of(lesson))).status_code == 403, act
        assert cast.outsider.post(f"/lessons/{lesson.id}/{act}", draft(text_of(lesson))).status_code == 404, act
    for act in ("publication", "hiding", "archive", "return", "readers/public", "changes"):
        assert cast.trainee.post(f"/courses/{course_id}/{act}").status_code == 403, act
    assert text_of(lesson).draft_body == "People rarely announce it."
