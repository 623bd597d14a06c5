"""Lessons and modules that open after something else: what is shown, what is kept back, and when they open."""

from datetime import timedelta

import pytest

from courses import actions as learning
from courses.copying.actions import copy_course
from courses.editing.actions import withdraw_lesson
from courses.editing.outline.actions import remove_lesson, restore_lesson
from courses.models import Lesson, LessonProgress, Module, ModuleRelease
from courses.opening.models import LessonScore, OpeningCondition
from courses.opening.queries import conditions_of, lessons_not_open_to
from courses.tools.actions import set_tool
from courses.tools.models import LessonTool
from lms.access import PUBLIC, grant, make_audience
from lms.database import db, now
from tests.cast import text_of as words_of
from tests.factories.courses import let_learn, make_course, make_course_of, make_lesson, make_module
from tests.factories.opening import opens_after
from tests.factories.quizzes import make_attempt, make_quiz
from tests.statements import counted_statements

SECRET = "Silence carries."


@pytest.fixture
def course(cast):
    """A first lesson, and a second in a module of its own that nobody has to wait for yet."""
    course = make_course()
    let_learn(course, cast.trainee)
    return course


@pytest.fixture
def first(course):
    return make_lesson(make_module(course, title="Listening"), title="Hearing")


@pytest.fixture
def second(course):
    return make_lesson(make_module(course, title="Talking"), title="Answering", body=SECRET)


def test_a_lesson_opens_once_another_is_completed(cast, course, first, second):
    opens_after(second, first)
    page = cast.trainee.get(f"/lessons/{second.id}")
    assert page.status_code == 403
    assert "Opens when you have completed 1.1 Hearing" in words_of(page)
    assert f'href="/lessons/{first.id}"' in page.text
    assert SECRET not in page.text
    cast.trainee.post(f"/lessons/{first.id}/completion")
    page = cast.trainee.get(f"/lessons/{second.id}")
    assert page.status_code == 200
    assert SECRET in page.text


def test_nothing_can_be_sent_to_a_lesson_that_waits(cast, course, first, second):
    opens_after(second, first)
    for place in ("completion", "reopening", "rereading", "place"):
        assert cast.trainee.post(f"/lessons/{second.id}/{place}").status_code == 403
    assert cast.trainee.get(f"/lessons/{second.id}/changes").status_code == 403
    assert cast.outsider.get(f"/lessons/{second.id}").status_code == 404


def test_the_outline_says_why_and_where_to_go(cast, course, first, second):
    opens_after(second, first)
    page = cast.trainee.get(f"/courses/{course.id}")
    assert "Opens when you have completed 1.1 Hearing" in words_of(page)
    assert f'href="/lessons/{second.id}"' not in page.text
    assert "Not open yet" in words_of(page)


def test_next_and_resume_pass_what_waits(cast, course, first, second):
    third = make_lesson(db.session.get_one(Module, second.module_id), title="Asking")
    opens_after(second, third)
    assert cast.trainee.post(f"/lessons/{first.id}/completion").location == f"/lessons/{third.id}"
    assert f'href="/lessons/{third.id}"' in cast.trainee.get("/").text
    assert f'href="/lessons/{second.id}"' not in cast.trainee.get("/").text


def test_search_does_not_find_the_words_before(cast, course, first, second):
    opens_after(second, first)
    assert lessons_not_open_to(cast.trainee.viewer) == [second.id]
    assert 'class="result"' not in cast.trainee.get("/search?q=carries").text
    learning.complete_lesson(cast.trainee.viewer, first)
    assert lessons_not_open_to(cast.trainee.viewer) == []
    assert 'class="result"' in cast.trainee.get("/search?q=carries").text


def test_a_module_keeps_all_its_lessons_until_another_module_is_completed(cast, course, first, second):
    opens_after(db.session.get_one(Module, second.module_id), db.session.get_one(Module, first.module_id))
    optional = make_lesson(db.session.get_one(Module, first.module_id), title="More", is_required=False)
    page = cast.trainee.get(f"/lessons/{second.id}")
    assert page.status_code == 403
    assert "Opens when you have completed 1. Listening" in words_of(page)
    assert f"/courses/{course.id}#module-1" in page.text
    learning.complete_lesson(cast.trainee.viewer, first)
    assert db.session.get(LessonProgress, (cast.trainee.id, optional.id)) is None
    assert cast.trainee.get(f"/lessons/{second.id}").status_code == 200


def test_a_lesson_opens_after_a_score(cast, course, second):
    quiz_lesson, quiz = make_quiz(course, pass_percent=50)
    opens_after(second, quiz_lesson, 80)
    make_attempt(quiz, cast.trainee.viewer, {1: {"chosen": "a"}, 2: {"chosen": "b"}})
    assert db.session.get_one(LessonProgress, (cast.trainee.id, quiz_lesson.id)).completed_at
    page = cast.trainee.get(f"/lessons/{second.id}")
    assert page.status_code == 403
    assert "Opens when you reach 80% in" in words_of(page)
    make_attempt(quiz, cast.trainee.viewer)
    assert cast.trainee.get(f"/lessons/{second.id}").status_code == 200


def test_a_score_once_reached_keeps_open_what_it_opened(cast, course, second):
    quiz_lesson, quiz = make_quiz(course, counts="last")
    opens_after(second, quiz_lesson, 80)
    make_attempt(quiz, cast.trainee.viewer)
    make_attempt(quiz, cast.trainee.viewer, {})
    assert db.session.get_one(LessonScore, (cast.trainee.id, quiz_lesson.id)).percent == 100
    assert cast.trainee.get(f"/lessons/{second.id}").status_code == 200


def test_a_preview_by_an_author_opens_nothing(cast, course):
    quiz_lesson, quiz = make_quiz(course)
    cast.author.post(f"/lessons/{quiz_lesson.id}/quiz/preview")
    assert db.session.scalars(db.select(LessonScore)).all() == []


def test_day_and_condition_must_both_be_met(cast, course, first, second):
    audience = make_audience("cohort", "Spring")
    grant(audience.id, cast.trainee.id)
    release = ModuleRelease(module_id=second.module_id, audience_id=audience.id, opens_at=now() + timedelta(days=3))
    db.session.add(release)
    opens_after(second, first)
    words = words_of(cast.trainee.get(f"/lessons/{second.id}"))
    assert "Opens when you have completed" in words
    assert "at the earliest" in words
    learning.complete_lesson(cast.trainee.viewer, first)
    assert "This lesson opens on" in words_of(cast.trainee.get(f"/lessons/{second.id}"))
    release.opens_at = now() - timedelta(days=1)
    db.session.flush()
    assert cast.trainee.get(f"/lessons/{second.id}").status_code == 200


def test_authors_and_facilitators_of_the_course_read_ahead(cast, course, first, second):
    opens_after(second, first)
    let_learn(course, cast.facilitator)
    for person in (cast.author, cast.facilitator):
        assert person.get(f"/lessons/{second.id}").status_code == 200
        assert second.id not in lessons_not_open_to(person.viewer)


def test_who_has_begun_or_completed_the_course_goes_on(cast, course, first, second):
    let_learn(course, cast.alumna, cast.mentor)
    learning.record_place(cast.trainee.viewer, second, "b1", 20)
    for lesson in (first, second):
        learning.complete_lesson(cast.alumna.viewer, lesson)
    opens_after(second, first)
    new = make_lesson(db.session.get_one(Module, second.module_id), title="New")
    opens_after(new, second)
    assert cast.trainee.get(f"/lessons/{second.id}").status_code == 200
    assert cast.alumna.get(f"/lessons/{new.id}").status_code == 200
    assert cast.mentor.get(f"/lessons/{second.id}").status_code == 403


def test_nobody_waits_for_what_was_taken_out(cast, course, first, second):
    opens_after(second, first)
    remove_lesson(first, by=cast.author.user)
    assert cast.trainee.get(f"/lessons/{second.id}").status_code == 200
    restore_lesson(first, by=cast.author.user)
    assert cast.trainee.get(f"/lessons/{second.id}").status_code == 403
    withdraw_lesson(first, by=cast.author.user)
    assert cast.trainee.get(f"/lessons/{second.id}").status_code == 200


def test_a_reader_outside_the_course_learns_no_other_title(cast, course, first, second):
    hidden = make_course(title="Hidden", published=False)
    module = make_module(hidden)
    before, shown = make_lesson(module, title="Not for you"), make_lesson(module, title="For all")
    shown.audience_id = PUBLIC
    opens_after(shown, before)
    page = cast.guest.get(f"/lessons/{shown.id}")
    assert page.status_code == 403
    assert "another lesson" in words_of(page)
    assert "Not for you" not in page.text


def test_an_author_sets_and_removes_conditions(cast, course, first, second):
    address = f"/lessons/{second.id}/opening"
    assert "Nothing: it opens on its day" in words_of(cast.author.get(address))
    assert cast.author.post(address, {"after": f"lesson:{first.id}"}).status_code == 303
    assert "After completing “1.1 Hearing”." in words_of(cast.author.get(address))
    for place in (f"/lessons/{second.id}/edit", f"/courses/{course.id}/edit"):
        assert "After completing “1.1 Hearing”." in words_of(cast.author.get(place))
    condition = db.session.scalars(db.select(OpeningCondition)).one()
    answer = cast.author.post(f"/courses/{course.id}/conditions/{condition.id}/removal")
    assert answer.location == address
    assert db.session.scalars(db.select(OpeningCondition)).all() == []


def test_the_condition_of_a_module_is_said_at_its_lessons(cast, course, first, second):
    address = f"/modules/{second.module_id}/opening"
    assert cast.author.post(address, {"after": f"module:{first.module_id}"}).status_code == 303
    assert "After completing “1. Listening”." in words_of(cast.author.get(address))
    assert "Because of its module" in words_of(cast.author.get(f"/lessons/{second.id}/opening"))


def test_a_score_is_asked_only_where_there_is_one(cast, course, first, second):
    address = f"/lessons/{second.id}/opening"
    page = cast.author.post(address, {"after": f"lesson:{first.id}", "percent": "80"})
    assert page.status_code == 422
    assert "Only a quiz or an assignment gives a score" in words_of(page)
    quiz_lesson, _quiz = make_quiz(course)
    for percent in ("0", "101", "many"):
        answer = cast.author.post(address, {"after": f"lesson:{quiz_lesson.id}", "percent": percent})
        assert answer.status_code == 422
    assert cast.author.post(address, {"after": f"lesson:{quiz_lesson.id}", "percent": "80"}).status_code == 303
    assert cast.author.post(address, {"after": f"lesson:{quiz_lesson.id}", "percent": "90"}).status_code == 303
    assert [one.percent for one in db.session.scalars(db.select(OpeningCondition))] == [90]


def test_what_would_wait_for_itself_is_refused_with_a_reason(cast, course, first, second):
    opens_after(second, first)
    page = cast.author.post(f"/lessons/{first.id}/opening", {"after": f"lesson:{second.id}"})
    assert page.status_code == 422
    assert "Neither would ever open" in words_of(page)
    page = cast.author.post(f"/modules/{first.module_id}/opening", {"after": f"module:{second.module_id}"})
    assert page.status_code == 422
    assert len(db.session.scalars(db.select(OpeningCondition)).all()) == 1


def test_a_lesson_does_not_move_to_where_it_would_wait_for_itself(cast, course, first, second):
    third = make_module(course, title="Closing")
    opens_after(third, second)
    page = cast.author.post(f"/lessons/{second.id}/moves", {"module": third.id})
    assert page.status_code == 422
    assert "neither would ever open" in words_of(page)
    assert cast.author.post(f"/lessons/{second.id}/moves", {"step": "1"}).status_code == 422
    assert cast.author.post(f"/modules/{third.id}/order", {"order": [second.id]}).status_code == 422
    db.session.refresh(second)
    assert second.module_id != third.id


def test_conditions_of_another_course_are_not_found(cast, course, first, second):
    other, (foreign,) = make_course_of(1)
    condition = opens_after(second, first)
    assert cast.author.post(f"/lessons/{second.id}/opening", {"after": f"lesson:{foreign.id}"}).status_code == 422
    assert cast.author.post(f"/courses/{other.id}/conditions/{condition.id}/removal").status_code == 404
    assert cast.trainee.get(f"/lessons/{first.id}/opening").status_code == 403
    assert cast.trainee.post(f"/lessons/{first.id}/opening").status_code == 403
    assert cast.outsider.get(f"/lessons/{first.id}/opening").status_code == 404


def test_conditions_cost_one_statement_however_many(cast, course, first, second):
    cast.trainee.get(f"/courses/{course.id}")
    with counted_statements() as without:
        cast.trainee.get(f"/courses/{course.id}")
    opens_after(second, first)
    db.session.commit()
    with counted_statements() as one:
        cast.trainee.get(f"/courses/{course.id}")
    for number in range(5):
        opens_after(make_lesson(db.session.get_one(Module, second.module_id), title=f"More {number}"), second)
    db.session.commit()
    with counted_statements() as many:
        cast.trainee.get(f"/courses/{course.id}")
    assert one() == without() + 1
    assert many() == one()


def test_a_copy_takes_its_conditions_completions_and_tools_along(cast, course, first, second):
    opens_after(second, first)
    opens_after(db.session.get_one(Module, second.module_id), db.session.get_one(Module, first.module_id))
    first.completed_by = "read"
    tool = make_lesson(db.session.get_one(Module, second.module_id), title="A cloud", kind="tool")
    set_tool(tool, name="Cloud", address="https://cloud.example", purpose="")
    copy = copy_course(course, title="Once more", by=cast.author.user)
    lessons = db.session.scalars(db.select(Lesson).filter_by(course_id=copy.id).order_by(Lesson.id)).all()
    assert [one.completed_by for one in lessons] == ["read", "hand", "hand"]
    of_lesson, of_module = conditions_of(copy.id)
    assert (of_lesson.after_lesson_id, of_lesson.lesson_id) == (lessons[0].id, lessons[1].id)
    assert (of_module.after_module_id, of_module.module_id) == (lessons[0].module_id, lessons[1].module_id)
    assert db.session.get_one(LessonTool, lessons[2].id).name == "Cloud"
