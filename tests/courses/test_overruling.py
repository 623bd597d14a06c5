"""A person gives one answer another grade than the quiz did: who may, who reads why, and what becomes of it afterwards."""

from datetime import timedelta

import pytest

from cohorts.models import Membership
from courses.models import Lesson
from courses.quizzes.building.actions import add_questions
from courses.quizzes.models import GradeChange, QuizAttempt
from courses.quizzes.queries import answers_of
from courses.quizzes.results.queries import graded_answers
from lms.database import db, now
from lms.notifications.models import Notification
from tests.cast import text_of as words_of
from tests.courses.test_quiz_attempts import is_completed
from tests.courses.test_quiz_results import in_cohort
from tests.factories.courses import let_learn, make_course
from tests.factories.people import make_person
from tests.factories.quizzes import SINGLE, make_attempt, make_bank_question, make_quiz, mend

BOTH_RIGHT = SINGLE | {"options": [option | {"fraction": 1.0} for option in SINGLE["options"]]}
WHY = "In the session you said it well."


@pytest.fixture
def course(cast):
    course = make_course()
    let_learn(course, cast.trainee)
    in_cohort(course, cast)
    return course


@pytest.fixture
def wrong(cast, course) -> QuizAttempt:
    """An attempt of the trainee with one wrong answer."""
    _lesson, quiz = make_quiz(course, questions=1)
    return make_attempt(quiz, cast.trainee.viewer, {1: {"chosen": "b"}})


def grade_address(attempt, position=1) -> str:
    return f"/attempts/{attempt.id}/answers/{position}/grade"


def overrule(client, attempt, earned="1", comment=WHY):
    return client.post(grade_address(attempt), {"earned": earned, "comment": comment})


def take_back(client, attempt):
    return client.post(f"/attempts/{attempt.id}/answers/1/automatic-grade")


def percent_of(attempt) -> float:
    db.session.refresh(attempt)
    return attempt.percent


def told(person) -> list[str]:
    found = db.select(Notification).filter_by(user_id=person.id, reason="graded").order_by(Notification.id)
    return [one.excerpt for one in db.session.scalars(found)]


def test_a_facilitator_gives_an_answer_another_grade_and_its_maker_reads_who_and_why(cast, wrong):
    assert f'href="{grade_address(wrong)}"' in cast.facilitator.get(f"/attempts/{wrong.id}").text
    page = words_of(cast.facilitator.get(grade_address(wrong)))
    assert "The quiz itself gave 0 of 1 points." in page
    assert "The right answer" in page
    answer = overrule(cast.facilitator, wrong, "0,5")
    assert answer.status_code == 303
    assert answer.location.endswith("#question-1")
    assert percent_of(wrong) == 50
    page = words_of(cast.trainee.get(f"/attempts/{wrong.id}"))
    assert "Facilitator gave 0.5 of 1 points; the quiz itself gave 0." in page
    assert WHY in page
    assert "Partly right" in page
    assert "Not right" not in page.split("The right answer")[0]
    assert "Question 1: 0% → 50% · In the session you said it well." in page
    assert told(cast.trainee) == [f"Your grade changed from 0% to 50%. {WHY}"]


def test_full_points_by_a_person_complete_the_lesson(cast, wrong):
    overrule(cast.author, wrong)
    assert percent_of(wrong) == 100
    assert is_completed(cast.trainee, db.session.get_one(Lesson, wrong.lesson_id))


def test_others_may_not_and_strangers_find_nothing(cast, wrong):
    assert overrule(cast.trainee, wrong).status_code == 403
    assert take_back(cast.trainee, wrong).status_code == 403
    assert overrule(cast.outsider, wrong).status_code == 404
    assert take_back(cast.outsider, wrong).status_code == 404
    assert "grade</a>" not in cast.trainee.get(f"/attempts/{wrong.id}").text
    assert percent_of(wrong) == 0


@pytest.mark.parametrize("earned", ["-1", "1.5", "much", "", "nan"])
def test_points_outside_the_question_are_refused_with_what_was_typed(cast, wrong, earned):
    answer = overrule(cast.facilitator, wrong, earned)
    assert answer.status_code == 422
    assert "Write a number from 0 to 1." in words_of(answer)
    assert WHY in answer.text
    assert percent_of(wrong) == 0


def test_a_grade_without_a_reason_is_refused(cast, wrong):
    answer = overrule(cast.facilitator, wrong, comment="  ")
    assert answer.status_code == 422
    assert "Write in a sentence why" in words_of(answer)
    assert percent_of(wrong) == 0


def test_it_can_be_taken_back_and_the_history_keeps_both(cast, wrong):
    overrule(cast.facilitator, wrong, "0.5")
    overrule(cast.author, wrong, "1", "All of it.")
    assert "Take this grade back" in words_of(cast.facilitator.get(grade_address(wrong)))
    assert take_back(cast.facilitator, wrong).status_code == 303
    assert percent_of(wrong) == 0
    assert take_back(cast.facilitator, wrong).status_code == 303
    changes = db.session.scalars(db.select(GradeChange).order_by(GradeChange.id)).all()
    assert [(one.before, one.after) for one in changes] == [(0.0, 0.5), (0.5, 1.0), (1.0, 0.0)]
    page = words_of(cast.trainee.get(f"/attempts/{wrong.id}"))
    assert "Question 1: 100% → 0% · the automatic grade counts again" in page
    assert "points; the quiz itself gave" not in page
    assert "Not right" in page
    assert "Take this grade back" not in words_of(cast.facilitator.get(grade_address(wrong)))
    assert told(cast.trainee)[-1] == "Your grade changed from 100% to 0%."


def test_an_answer_that_is_not_handed_in_or_asks_nothing_gets_no_grade(cast, course):
    _lesson, quiz = make_quiz(course, questions=1)
    nothing = make_bank_question(course, kind="description", content={"text": "Read this.", "language": "en"})
    add_questions(quiz, [(nothing.id, 1.0)])
    attempt = make_attempt(quiz, cast.trainee.viewer, {}, submitted=False)
    assert cast.author.get(grade_address(attempt)).status_code == 404
    assert overrule(cast.author, attempt).status_code == 404
    attempt = make_attempt(quiz, cast.trainee.viewer)
    assert cast.author.get(grade_address(attempt, 2)).status_code == 404
    assert cast.author.get(grade_address(attempt, 3)).status_code == 404


def test_the_reason_waits_until_answers_are_shown(cast, course):
    _lesson, quiz = make_quiz(course, questions=1, review="closing", closes_at=now() + timedelta(days=1))
    attempt = make_attempt(quiz, cast.trainee.viewer, {1: {"chosen": "b"}})
    overrule(cast.author, attempt)
    assert WHY not in words_of(cast.trainee.get(f"/attempts/{attempt.id}"))
    assert told(cast.trainee) == ["Your grade changed from 0% to 100%."]


def test_grading_anew_keeps_what_a_person_gave_and_says_so_first(cast, course):
    lesson, quiz = make_quiz(course, questions=0)
    question = make_bank_question(course)
    add_questions(quiz, [(question.id, 1.0)])
    given = make_attempt(quiz, cast.trainee.viewer, {1: {"chosen": "b"}})
    other = make_person("Olga Other")
    let_learn(course, other)
    found = make_attempt(quiz, other, {1: {"chosen": "b"}})
    overrule(cast.facilitator, given, "0.5")
    mend(question, BOTH_RIGHT)
    address = f"/lessons/{lesson.id}/questions/{question.id}/regrading"
    page = words_of(cast.author.get(address))
    assert "the grade of 1 answer changes" in page
    assert "The grade of 1 answer stays as a person gave it." in page
    cast.author.post(address, {"reason": "Both are right."})
    assert (percent_of(given), percent_of(found)) == (50, 100)
    assert len(told(cast.trainee)) == 1
    assert "the quiz itself gave 1." in words_of(cast.trainee.get(f"/attempts/{given.id}"))
    take_back(cast.facilitator, given)
    assert percent_of(given) == 100


def test_figures_of_questions_stay_those_of_the_automatic_grade(cast, wrong):
    overrule(cast.facilitator, wrong)
    assert [row.fraction for row in graded_answers(wrong.lesson_id)] == [0.0]
    assert [answer.fraction for answer in answers_of(wrong)] == [1.0]


def test_the_gradebook_tells_why(cast, wrong):
    overrule(cast.facilitator, wrong)
    membership = db.session.scalars(db.select(Membership).filter_by(user_id=cast.trainee.id)).first()
    page = words_of(cast.trainee.get(f"/memberships/{membership.id}/grades/{wrong.lesson_id}"))
    assert WHY in page
