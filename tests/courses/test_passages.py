"""Passages: text of an article is proposed to the authors of a course, who take it over or say why not."""

import pytest

from courses.models import Course, LessonText
from courses.passages.actions import propose
from courses.passages.models import LessonPassage
from courses.passages.queries import names_behind
from knowledge.quotes.marks import mark_of
from lms.access import STAFF
from lms.database import db
from tests.cast import text_of
from tests.factories.courses import make_course, make_lesson, make_module
from tests.factories.knowledge import fresh, make_article, make_collection, make_contribution, make_suggestion

BODY = f"Wait five seconds.\n\n{mark_of(1)}\n\nThen ask."


@pytest.fixture
def article(cast):
    article = make_article(make_collection(openness="contribute"), title="Silence", body=BODY)
    db.session.commit()
    return article


@pytest.fixture
def lesson(cast):
    lesson = make_lesson(make_module(make_course(title="Listening")), title="Pauses", body="People pause.")
    db.session.commit()
    return lesson


@pytest.fixture
def passage(cast, article, lesson):
    passage = _proposed(cast, article, lesson)
    db.session.commit()
    return passage


def _proposed(cast, article, lesson) -> LessonPassage:
    course = db.session.get_one(Course, lesson.course_id)
    return propose(article, course, words="Wait five seconds.", why="It fits.", by=cast.editor.user)


def text_of_lesson(lesson) -> LessonText:
    return db.session.scalars(db.select(LessonText).filter_by(lesson_id=lesson.id)).one()


def words_for(lesson, **changes):
    return {"course": lesson.course_id, "words": "Wait five seconds.", "why": "It fits there.", **changes}


def test_whose_contribution_was_taken_into_the_article_is_credited(article, passage, cast):
    make_contribution(article, by=cast.alumna.user).taken_id = article.revision_id
    db.session.flush()
    assert names_behind(passage) == [cast.editor.user.name, cast.alumna.user.name]


def test_a_passage_is_proposed_and_taken_over_with_credit(cast, article, lesson):
    make_suggestion(article, "Wait six seconds.", by=cast.trainee.user)
    db.session.commit()
    page = cast.editor.get(f"/articles/{article.id}/passages/new").get_data(as_text=True)
    assert "Then ask." in page
    assert "::: quote" not in page
    sent = cast.editor.post(f"/articles/{article.id}/passages/new", words_for(lesson, words=BODY))
    assert sent.status_code == 303, text_of(sent)
    address = sent.location
    assert "A passage is proposed for Listening: Silence" in text_of(cast.author.get("/inbox"))
    assert "Waits for the authors" in text_of(cast.author.get(f"/courses/{lesson.course_id}/passages"))
    assert "Waits for the authors" in text_of(cast.editor.get(f"/articles/{article.id}/passages"))

    text = text_of_lesson(lesson)
    taken = cast.author.post(f"{address}/taking-over", {"text": text.id, "version": 1})
    assert taken.status_code == 303, text_of(taken)
    body = fresh(text).draft_body
    assert body.startswith("People pause.\n\nWait five seconds.")
    assert f"[Silence](/articles/{article.id}), by Editor" in body
    assert "quote 1" not in body
    assert "People pause." in text_of(cast.author.get(f"/lessons/{lesson.id}/edit"))
    for person in (cast.editor, cast.author):
        assert "Taken over" in text_of(person.get(address))
    assert "Your passage is in the draft of a lesson now" in text_of(cast.editor.get("/inbox"))


def test_declining_needs_a_reason_that_both_sides_read(cast, lesson, passage, article):
    address = f"/passages/{passage.id}"
    assert cast.author.post(f"{address}/refusal", {"reason": " ", "version": 1}).status_code == 422
    assert (
        cast.author.post(f"{address}/refusal", {"reason": "We have it in lesson 2.", "version": 1}).status_code == 303
    )
    for page in (address, f"/articles/{article.id}/passages"):
        assert "We have it in lesson 2." in text_of(cast.editor.get(page))
    for page in (address, f"/courses/{lesson.course_id}/passages"):
        assert "We have it in lesson 2." in text_of(cast.author.get(page))
    assert cast.author.post(f"{address}/refusal", {"reason": "Again.", "version": 2}).status_code == 403


def test_who_proposed_it_takes_it_back(cast, passage):
    address = f"/passages/{passage.id}"
    assert cast.author.post(f"{address}/withdrawal", {"version": 1}).status_code == 403
    assert cast.editor.post(f"{address}/withdrawal", {"version": 1}).status_code == 303
    assert "Taken back" in text_of(cast.author.get(address))
    assert "A passage is proposed" not in text_of(cast.author.get("/inbox"))


def test_who_comes_too_late_is_told(cast, lesson, passage):
    """An old page names an old version: nothing happens, and what was typed comes back."""
    address, text = f"/passages/{passage.id}", text_of_lesson(lesson)
    late = cast.author.post(f"{address}/refusal", {"reason": "Not needed.", "version": 7})
    assert late.status_code == 409
    assert "Not needed." in text_of(late)
    assert cast.author.post(f"{address}/taking-over", {"text": text.id, "version": 7}).status_code == 409
    assert fresh(text).draft_body == "People pause."


def test_only_those_it_concerns_see_it(cast, passage, article, lesson):
    for person in (cast.trainee, cast.facilitator, cast.manager):
        assert person.get(f"/passages/{passage.id}").status_code == 404
        assert person.get(f"/articles/{article.id}/passages").status_code == 403
        assert person.post(f"/articles/{article.id}/passages/new", words_for(lesson)).status_code == 403
    assert cast.editor.get(f"/courses/{lesson.course_id}/passages").status_code == 403
    text = text_of_lesson(lesson)
    assert cast.editor.post(f"/passages/{passage.id}/taking-over", {"text": text.id, "version": 1}).status_code == 403


def test_nothing_of_a_draft_or_of_a_staff_article_is_told_to_others(cast, lesson):
    staff = make_article(make_collection(title="Staff", audience_id=STAFF), title="Fees")
    draft = make_article(title="Later", published=False)
    db.session.commit()
    assert cast.trainee.get(f"/articles/{staff.id}/passages/new").status_code == 404
    assert cast.editor.get(f"/articles/{draft.id}/passages/new").status_code == 403


@pytest.mark.parametrize("changes", [{"words": " "}, {"why": ""}, {"course": 0}, {"course": "x"}])
def test_what_is_missing_is_said(cast, article, lesson, changes):
    response = cast.editor.post(f"/articles/{article.id}/passages/new", words_for(lesson, **changes))
    assert response.status_code == 422
    assert db.session.scalar(db.select(db.func.count(LessonPassage.id))) == 0


def test_a_lesson_of_another_course_is_no_choice(cast, passage):
    other = make_lesson(make_module(make_course(title="Other")), title="Elsewhere")
    db.session.commit()
    sent = {"text": text_of_lesson(other).id, "version": 1}
    assert cast.author.post(f"/passages/{passage.id}/taking-over", sent).status_code == 422


def test_only_quotes_left_is_nothing(cast, article, lesson):
    response = cast.editor.post(f"/articles/{article.id}/passages/new", words_for(lesson, words=mark_of(1)))
    assert response.status_code == 422
