"""The passage that explains a question: chosen by its words, found again after an edit, jumped to from the feedback."""

import pytest

from courses.questions.explaining import addresses_of, passages_of
from courses.questions.models import QuestionVersion
from courses.questions.queries import version_of
from lms.database import db
from lms.people.queries import viewer_of
from tests.factories.courses import let_learn, make_course, make_lesson, make_module, revise, translate
from tests.factories.questions import make_category, make_question
from tests.factories.quizzes import SINGLE

BODY = "Begin.\n\n## Silence\n\nCount to five before you speak.\n\nThen ask."


@pytest.fixture
def lesson(cast):
    lesson = make_lesson(make_module(make_course()), body=BODY)
    db.session.commit()
    return lesson


def explained(course, lesson, words):
    passages = passages_of(course, "en", lesson.id)
    passage = next(one for one in passages.all if words in one.quote)
    at = {"lesson_id": lesson.id, "block": passage.key, "quote": passage.quote, "language": passages.language}
    return make_question(make_category(course), content=SINGLE | {"explained_at": at})


def where(question, who, language="en") -> str:
    version = version_of(question)
    return addresses_of(viewer_of(who.id), [version], language).get(version.id, "")


def course_of(lesson):
    from courses.models import Course

    return db.session.get_one(Course, lesson.course_id)


def test_a_heading_is_jumped_to_by_its_own_id(app, cast, lesson):
    question = explained(course_of(lesson), lesson, "Silence")
    assert where(question, cast.author.user) == f"/lessons/{lesson.id}?language=en#h-silence"


def test_a_paragraph_is_marked_and_found_again_after_an_edit(cast, lesson):
    question = explained(course_of(lesson), lesson, "Count to five")
    revise(lesson, BODY.replace("before you speak", "before you say a word").replace("Begin.", "Begin here.\n\nMore."))
    let_learn(course_of(lesson), cast.trainee.user)
    db.session.commit()
    found = where(question, cast.author.user)
    assert found.startswith(f"/lessons/{lesson.id}?language=en&at=")
    assert found.endswith("#passage")
    page = cast.trainee.get(found.partition("#")[0]).text
    assert page.count('id="passage"') == 1
    assert page[page.index('id="passage"') :][:80].split(">")[1].startswith("Count to five before you say")
    assert 'id="passage"' not in cast.trainee.get(f"/lessons/{lesson.id}?at=0123456789").text
    assert 'id="passage"' not in cast.trainee.get(f"/lessons/{lesson.id}?at=x%22y").text


def test_a_passage_that_is_gone_leaves_the_lesson(app, cast, lesson):
    question = explained(course_of(lesson), lesson, "Count to five")
    revise(lesson, "Something else altogether.")
    assert where(question, cast.author.user) == f"/lessons/{lesson.id}"


def test_who_reads_another_language_is_led_to_the_same_place(app, cast, lesson):
    translate(lesson, body="Begin.\n\n## Stilte\n\nTel tot vijf.\n\nVraag dan.")
    question = explained(course_of(lesson), lesson, "Silence")
    assert where(question, cast.author.user, "nl") == f"/lessons/{lesson.id}?language=nl#h-stilte"


def test_nobody_is_led_to_a_lesson_they_cannot_know_of(app, cast, lesson):
    question = explained(course_of(lesson), lesson, "Silence")
    assert where(question, cast.outsider.user) == ""


def test_an_author_chooses_the_passage_and_another_lesson_forgets_it(cast, lesson):
    course = course_of(lesson)
    category = make_category(course)
    other = make_lesson(make_module(course), title="Another", body="Else.")
    db.session.commit()
    form = {
        "kind": "short", "name": "Pause", "category": category.id, "points": "1", "text": "How long?",
        "answers.0.text": "five", "answers.0.fraction": "100", "language": "en", "lesson": lesson.id,
    }  # fmt: skip
    page = cast.author.post(f"/courses/{course.id}/questions/new", form | {"rows": "passages"}).text
    assert "– Count to five before you speak." in page
    key = passages_of(course, "en", lesson.id).all[2].key
    assert cast.author.post(f"/courses/{course.id}/questions/new", form | {"passage": key}).status_code == 303
    version = db.session.scalars(db.select(QuestionVersion)).one()
    at = {"lesson_id": lesson.id, "block": key, "quote": "Count to five before you speak.", "language": "en"}
    assert version.content["explained_at"] == at
    assert f'<option selected value="{key}">' in cast.author.get(f"/questions/{version.question_id}/edit").text
    moved = form | {"passage": key, "lesson": other.id, "version": "1"}
    assert cast.author.post(f"/questions/{version.question_id}/edit", moved).status_code == 303
    newest = db.session.scalars(db.select(QuestionVersion).order_by(QuestionVersion.id.desc())).first()
    assert newest.content["explained_at"] == {"lesson_id": other.id, "block": ""}
