"""Authors make courses, write drafts and publish them; nobody else does."""

import pytest

from courses.editing import actions
from courses.models import Course, Lesson, LessonRevision, LessonText
from lms.access import STAFF
from lms.database import db
from lms.people.actions import give_role, take_role
from lms.revisions.drafts import Conflict
from lms.search.queries import search
from tests.factories.courses import make_course, make_lesson, make_module, text_of


def test_a_new_course_is_seen_by_staff_alone(cast):
    course = actions.create_course(title="Debt counselling", language="en", by=cast.author)
    assert course.audience_id == STAFF
    assert cast.author.viewer.can_see(course.people_audience_id)
    assert not cast.facilitator.viewer.can_see(course.people_audience_id)


def test_a_new_author_is_let_into_every_course_and_out_again(cast):
    course = make_course()
    give_role(cast.outsider.id, "author")
    assert cast.outsider.viewer.can_see(course.people_audience_id)
    take_role(cast.outsider.id, "author")
    assert not cast.outsider.viewer.can_see(course.people_audience_id)


def test_lessons_count_from_one_in_each_module(cast):
    course = make_course()
    first, second = make_module(course), make_module(course, title="Hearing")
    lessons = [make_lesson(first), make_lesson(first), make_lesson(second)]
    assert [module.position for module in (first, second)] == [1, 2]
    assert [lesson.position for lesson in lessons] == [1, 2, 1]


def test_a_draft_is_read_by_nobody_until_it_is_published(cast):
    lesson = make_lesson(published=False)
    assert lesson.published_at is None
    revision = actions.publish_text(text_of(lesson), by=cast.author, why="It is ready")
    assert (revision.number, revision.why, revision.published_by) == (1, "It is ready", cast.author.id)
    assert "People rarely announce it." in text_of(lesson).html
    assert text_of(lesson).blocks[0][1] == "People rarely announce it."
    assert lesson.published_at


def test_publishing_what_did_not_change_makes_no_revision(cast):
    lesson = make_lesson()
    actions.publish_text(text_of(lesson), by=cast.author)
    assert db.session.query(LessonRevision).count() == 1


def test_a_published_lesson_is_found_by_its_people_alone(cast):
    make_lesson(body="The unmistakable cormorant.")
    assert [hit.kind for hit in search(cast.author.viewer, "cormorant").hits] == ["lesson"]
    assert search(cast.outsider.viewer, "cormorant").hits == ()


def test_saving_on_an_older_version_keeps_both_texts(cast):
    text = text_of(make_lesson())
    actions.save_draft(text, title="A", short_title="", body="first", version=1, by=cast.author)
    with pytest.raises(Conflict) as conflict:
        actions.save_draft(text, title="B", short_title="", body="second", version=1, by=cast.admin)
    assert conflict.value.stored.draft_body == "first"
    assert conflict.value.body == "second"
    assert text_of(db.session.get_one(Lesson, text.lesson_id)).draft_body == "first"


def test_saving_again_from_the_same_page_is_no_conflict(cast):
    text = text_of(make_lesson())
    for body in ("one", "one two", "one two three"):
        actions.save_draft(text, title="A", short_title="", body=body, version=1, by=cast.author, key="this page")
    assert text_of_lesson(text).draft_body == "one two three"


def text_of_lesson(text: LessonText) -> LessonText:
    return db.session.get_one(LessonText, text.id, populate_existing=True)


def test_guest_is_asked_to_sign_in(cast):
    course = make_course()
    for address in ("/courses/new", f"/courses/{course.id}/edit", f"/courses/{course.id}/changes"):
        assert cast.guest.get(address).status_code == 303


def test_author_makes_a_course_from_a_blank_page(cast):
    assert cast.author.get("/courses/new").status_code == 200
    answer = cast.author.post("/courses/new", {"title": "Listening", "language": "nl", "start": "blank"})
    assert answer.status_code == 303
    page = cast.author.get(answer.location)
    assert "Listening" in page.text
    assert "Only the staff of the academy can read this" in page.text


def test_a_course_may_start_from_an_outline(cast):
    answer = cast.author.post("/courses/new", {"title": "Luisteren", "language": "en", "start": "practice"})
    assert "Try it yourself" in cast.author.get(answer.location).text


def test_a_repeated_form_makes_one_course(cast):
    form = {"title": "Listening", "language": "en", "start": "blank", "form_key": "the same key"}
    first, second = cast.author.post("/courses/new", form), cast.author.post("/courses/new", form)
    assert first.location == second.location
    assert db.session.query(Course).count() == 1


@pytest.mark.parametrize(
    "form",
    [
        {"title": " ", "language": "en", "start": "blank"},
        {"title": "Listening", "language": "xx", "start": "blank"},
        {"title": "Listening", "language": "en", "start": "nonsense"},
        {"title": "x" * 201, "language": "en", "start": "blank"},
    ],
)
def test_a_course_that_cannot_be_made_says_what_to_write(cast, form):
    answer = cast.author.post("/courses/new", form)
    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    assert db.session.query(Course).count() == 0


def test_only_authors_make_courses(cast):
    for person in (cast.trainee, cast.facilitator, cast.editor, cast.manager):
        assert person.get("/courses/new").status_code == 403
        assert person.post("/courses/new", {"title": "Mine", "language": "en", "start": "blank"}).status_code == 403
    assert cast.admin.get("/courses/new").status_code == 200


def test_who_sees_a_course_may_not_edit_it_and_who_does_not_finds_nothing(cast):
    shown, hidden = make_course(), make_course(published=False)
    assert cast.trainee.get(f"/courses/{shown.id}/edit").status_code == 403
    assert cast.trainee.get(f"/courses/{hidden.id}/edit").status_code == 404
    assert cast.facilitator.get(f"/courses/{hidden.id}/edit").status_code == 403
    assert cast.author.get("/courses/999/edit").status_code == 404
    assert cast.trainee.post(f"/courses/{shown.id}/edit", {"title": "Mine"}).status_code == 403
    assert cast.outsider.post(f"/courses/{hidden.id}/edit", {"title": "Mine"}).status_code == 404


def settings(course, **changes) -> dict:
    return {"title": course.title, "language": "en", "version": str(course.version)} | changes


def test_author_changes_the_words_of_the_course_page(cast):
    course = make_course()
    form = settings(course, title="Motivation", summary="Hear it.", outcomes="* Hear **it**", for_whom="Everyone")
    assert cast.author.post(f"/courses/{course.id}/edit", form).status_code == 303
    assert (course.title, course.summary, course.for_whom) == ("Motivation", "Hear it.", "Everyone")
    assert "<strong>it</strong>" in course.outcomes_html
    assert "motivation" in str(search(cast.trainee.viewer, "motivation").hits[0].title).lower()


def test_a_course_without_a_title_is_not_saved(cast):
    course = make_course()
    assert cast.author.post(f"/courses/{course.id}/edit", settings(course, title="")).status_code == 422
    assert course.title == "Motivational interviewing"


def test_two_authors_changing_one_course_page_see_both_texts(cast):
    course = make_course()
    old = settings(course, summary="mine")
    cast.admin.post(f"/courses/{course.id}/edit", settings(course, summary="theirs"))
    answer = cast.author.post(f"/courses/{course.id}/edit", old)
    assert answer.status_code == 409
    assert "theirs" in answer.text
    assert "mine" in answer.text
    assert course.summary == "theirs"


def test_a_new_module_stands_at_the_end(cast):
    course = make_course()
    make_module(course)
    assert cast.author.post(f"/courses/{course.id}/modules", {"title": "Hearing"}).status_code == 303
    page = cast.author.get(f"/courses/{course.id}/edit").text
    assert page.index("1. Listening") < page.index("2. Hearing")
    assert cast.author.post(f"/courses/{course.id}/modules", {"title": ""}).status_code == 422
    assert cast.trainee.post(f"/courses/{course.id}/modules", {"title": "Mine"}).status_code == 403
