"""Questions within a lesson: answered on the spot, told only then, kept nowhere; and films in its page."""

import pytest

from courses.questions.actions import remove_question
from courses.questions.models import Question
from courses.quizzes.models import QuizAttempt
from lms.access import PUBLIC
from lms.admin.models import Academy
from lms.database import db
from tests.factories.courses import let_learn, make_course, make_lesson, make_module, revise
from tests.factories.questions import CONTENTS, make_category, make_question
from tests.factories.quizzes import make_bank_question


@pytest.fixture
def asked(cast):
    """A lesson with one question of its course, which the trainee follows."""
    course = make_course()
    question = make_bank_question(course)
    lesson = make_lesson(make_module(course), body=f"Read first.\n\n::: question {question.id}\n:::\n\nGo on.")
    let_learn(course, cast.trainee.user)
    db.session.commit()
    return lesson, question


def address(lesson, question) -> str:
    return f"/lessons/{lesson.id}/checks/{question.id}"


def test_the_lesson_asks_and_tells_nothing_yet(cast, asked):
    lesson, question = asked
    page = cast.trainee.get(f"/lessons/{lesson.id}").text
    assert f'action="{address(lesson, question)}#check-{question.id}"' in page
    assert page.index("Read first.") < page.index("What opens a conversation?") < page.index("Go on.")
    assert "It invites." not in page
    assert "fraction" not in page


def test_an_answer_is_told_on_the_spot_and_kept_nowhere(cast, asked):
    lesson, question = asked
    name = f"check-{question.id}-chosen"
    answer = cast.trainee.post(address(lesson, question), {name: "b"})
    assert answer.status_code == 200
    assert "It closes." in answer.text
    assert "Not right" in answer.text
    assert "The right answer" in answer.text
    assert "Go on." in answer.text
    fragment = cast.trainee.post(address(lesson, question), {name: "a"}, headers={"HX-Request": "true"})
    assert "It invites." in fragment.text
    assert "<html" not in fragment.text
    assert db.session.scalar(db.select(db.func.count()).select_from(QuizAttempt)) == 0


def test_no_answer_and_a_made_up_one_are_422_and_tell_nothing(cast, asked):
    lesson, question = asked
    for sent in ({}, {f"check-{question.id}-chosen": "z"}):
        answer = cast.trainee.post(address(lesson, question), sent)
        assert answer.status_code == 422
        assert "Answer the question first." in answer.text
        assert "It invites." not in answer.text


def test_only_what_the_text_asks_is_told(cast, asked):
    lesson, question = asked
    course_question = make_question(
        db.session.get_one(Question, question.id).category_id and _category(question),
        content=CONTENTS["short"],
        kind="short",
    )
    db.session.commit()
    assert cast.trainee.post(address(lesson, course_question), {}).status_code == 404
    assert cast.outsider.post(address(lesson, question), {}).status_code == 404
    assert cast.trainee.post(f"/lessons/{lesson.id}/checks/999999", {}).status_code == 404


def _category(question):
    from courses.questions.models import QuestionCategory

    return db.session.get_one(QuestionCategory, question.category_id)


def test_a_question_of_another_course_is_not_asked_and_authors_hear_so(cast, asked):
    lesson, _question = asked
    strange = make_bank_question(
        make_course(title="Another"), content={**CONTENTS["short"], "text": "Of another course"}, kind="short"
    )
    revise(lesson, f"::: question {strange.id}\n:::\n\nEnd.")
    db.session.commit()
    assert "Of another course" not in cast.trainee.get(f"/lessons/{lesson.id}").text
    assert cast.trainee.post(address(lesson, strange), {}).status_code == 404
    preview = cast.author.post(f"/lessons/{lesson.id}/preview", {"body": f"::: question {strange.id}\n:::"}).text
    assert f"There is no question {strange.id} in the bank of this course" in preview


def test_a_removed_question_and_readers_of_an_opened_lesson(cast, asked):
    lesson, question = asked
    lesson = db.session.merge(lesson)
    lesson.audience_id = PUBLIC
    db.session.commit()
    page = cast.guest.get(f"/lessons/{lesson.id}").text
    assert "Read first." in page
    assert "What opens a conversation?" not in page
    remove_question(db.session.merge(question))
    db.session.commit()
    assert "What opens a conversation?" not in cast.trainee.get(f"/lessons/{lesson.id}").text


@pytest.mark.parametrize("kind", CONTENTS)
def test_every_kind_can_stand_in_a_text(cast, kind):
    course = make_course()
    question = make_question(make_category(course), kind=kind)
    lesson = make_lesson(make_module(course), body=f"::: question {question.id}\n:::")
    db.session.commit()
    assert f'id="check-{question.id}"' in cast.author.get(f"/lessons/{lesson.id}").text
    assert cast.author.post(address(lesson, question), {}).status_code == 422


def test_the_bank_says_where_a_question_is_asked(cast, asked):
    lesson, question = asked
    page = cast.author.get(f"/questions/{question.id}").text
    assert "Asked within a lesson" in page
    assert f'href="/lessons/{lesson.id}/edit"' in page


def test_only_chosen_sites_may_play_in_a_page_and_only_where_there_is_a_film(cast):
    plain = make_lesson(body="Words.")
    module = db.session.get_one(type(plain), plain.id).module_id
    film = make_lesson(make_module(make_course()), body="![A talk](https://vimeo.com/123456)")
    assert module
    db.session.commit()

    def policy(lesson):
        return cast.author.get(f"/lessons/{lesson.id}").headers["Content-Security-Policy"]

    assert "vimeo" not in policy(film)
    assert 'data-films="' not in cast.author.get(f"/lessons/{film.id}").text
    db.session.get_one(Academy, 1).video_hosts = ["player.vimeo.com"]
    db.session.commit()
    assert "frame-src 'self' https://player.vimeo.com;" in policy(film)
    assert "frame-src 'self';" in policy(plain)
    assert 'data-films="player.vimeo.com"' in cast.author.get(f"/lessons/{film.id}").text
