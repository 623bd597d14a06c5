"""What staff see of a quiz: whose results, what waits for a grade, mending grades, and how questions work."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.building import actions as building
from courses.quizzes.building.actions import add_questions
from courses.quizzes.models import GradeChange, QuizAnswer, QuizAttempt, QuizSlot, Regrading
from courses.quizzes.queries import allowance_of
from courses.quizzes.results import regrading
from courses.quizzes.results.queries import results_of
from courses.quizzes.results.statistics import Item, correlation, items_of
from courses.quizzes.scoring import counted_percent, is_passed, percent_of_points
from lms.access import audience_of
from lms.database import db, now
from lms.jobs import sweep
from lms.notifications.models import Notification
from tests.cast import text_of as words_of
from tests.courses.test_quiz_attempts import is_completed
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import let_learn, make_course
from tests.factories.people import heard, make_person
from tests.factories.questions import answer
from tests.factories.quizzes import SINGLE, make_attempt, make_bank_question, make_quiz, mend


@pytest.fixture
def course(cast):
    course = make_course()
    let_learn(course, cast.trainee)
    return course


def in_cohort(course, cast):
    """A cohort of the cast's facilitator with the trainee in it."""
    cohort = make_cohort(course=course)
    make_member(cohort, cast.facilitator, phase="facilitator")
    make_member(cohort, cast.trainee)
    return cohort


def test_facilitators_see_the_people_of_their_cohorts_only(cast, course):
    lesson, quiz = make_quiz(course)
    in_cohort(course, cast)
    stranger = make_person("Sara Stranger")
    let_learn(course, stranger)
    make_attempt(quiz, cast.trainee.viewer)
    theirs = make_attempt(quiz, stranger)
    page = words_of(cast.facilitator.get(f"/lessons/{lesson.id}/results"))
    assert "Trainee" in page
    assert "Sara Stranger" not in page
    assert cast.facilitator.get(f"/attempts/{theirs.id}").status_code == 404
    assert "Sara Stranger" in words_of(cast.author.get(f"/lessons/{lesson.id}/results"))


def test_trainees_see_no_results_and_strangers_no_quiz(cast, course):
    lesson, _quiz = make_quiz(course)
    for place in ("results", "statistics"):
        assert cast.trainee.get(f"/lessons/{lesson.id}/{place}").status_code == 403
        assert cast.outsider.get(f"/lessons/{lesson.id}/{place}").status_code == 404
    assert cast.trainee.get("/grading").status_code == 403
    for place in ("", "/questions", "/draws", "/order"):
        assert cast.trainee.post(f"/lessons/{lesson.id}/quiz{place}").status_code == 403
        assert cast.outsider.post(f"/lessons/{lesson.id}/quiz{place}").status_code == 404


def test_an_essay_is_graded_from_the_queue_and_then_completes_the_lesson(cast, course):
    lesson, quiz = make_quiz(course, questions=1, essay=True)
    in_cohort(course, cast)
    attempt = make_attempt(quiz, cast.trainee.viewer, {1: {"chosen": "a"}, 2: {"text": "I would listen."}})
    assert "In your words" in words_of(cast.facilitator.get("/grading"))
    assert "In your words" in words_of(cast.facilitator.get("/"))
    address = f"/attempts/{attempt.id}/answers/2/grade"
    assert "I would listen." in cast.facilitator.get(address).text
    wrong = cast.facilitator.post(address, {"earned": "7", "comment": "Well heard."})
    assert wrong.status_code == 422
    assert "Well heard." in wrong.text
    assert cast.trainee.post(address, {"earned": "1"}).status_code == 403
    assert cast.outsider.post(address, {"earned": "1"}).status_code == 404
    kept = f"/drafts?place=answer:{attempt.id}:2"
    assert cast.facilitator.post(kept, {"earned": "0,", "comment": "Half a", "sequence": "5"}).status_code == 204
    assert cast.outsider.post(kept, {"comment": "Half a", "sequence": "5"}).status_code == 404
    page = cast.facilitator.get(address).text
    assert "Half a</textarea>" in page
    assert 'value="0,"' in page
    assert cast.facilitator.post(address, {"earned": "0,5", "comment": "Well heard."}).status_code == 303
    assert "Half a" not in cast.facilitator.get(address).text
    db.session.refresh(attempt)
    assert attempt.percent == 75
    assert is_completed(cast.trainee, lesson)
    assert "Well heard." in cast.trainee.get(f"/attempts/{attempt.id}").text
    cast.facilitator.post(address, {"earned": "0", "comment": ""})
    assert [(one.before, one.after) for one in db.session.scalars(db.select(GradeChange))] == [(None, 0.5), (0.5, 0.0)]
    assert is_completed(cast.trainee, lesson)


def test_a_mended_question_changes_grades_only_with_a_reason_and_keeps_the_former(cast, course):
    lesson, quiz = make_quiz(course, questions=0)
    question = make_bank_question(course)
    cast_lesson = f"/lessons/{lesson.id}/questions/{question.id}/regrading"
    add_questions(quiz, [(question.id, 1.0)])
    attempt = make_attempt(quiz, cast.trainee.viewer, {1: {"chosen": "b"}})
    assert attempt.percent == 0
    assert "no grade changes" in words_of(cast.author.get(cast_lesson))
    mend(question, SINGLE | {"options": [option | {"fraction": 1.0} for option in SINGLE["options"]]})
    page = words_of(cast.author.get(cast_lesson))
    assert "Trainee" in page
    db.session.refresh(attempt)
    assert attempt.percent == 0
    assert cast.author.post(cast_lesson, {"reason": ""}).status_code == 422
    assert cast.trainee.post(cast_lesson, {"reason": "x"}).status_code == 403
    assert cast.author.post(cast_lesson, {"reason": "Both are right."}).status_code == 303
    db.session.refresh(attempt)
    assert attempt.percent == 100
    assert is_completed(cast.trainee, lesson)
    change = db.session.scalars(db.select(GradeChange)).one()
    assert (change.before, change.after, change.reason) == (0.0, 1.0, "Both are right.")
    assert "Both are right." in words_of(cast.trainee.get(f"/attempts/{attempt.id}"))
    told = db.session.scalars(db.select(Notification).filter_by(user_id=cast.trainee.id)).one()
    assert told.excerpt == "Your grade changed from 0% to 100%. Both are right."


def test_marks_and_the_right_answer_follow_what_graded_in_the_end(cast, course):
    lesson, quiz = make_quiz(course, questions=0)
    question = make_bank_question(course)
    add_questions(quiz, [(question.id, 1.0)])
    wrong = make_attempt(quiz, cast.trainee.viewer, {1: {"chosen": "b"}})
    let_learn(course, cast.alumna)
    right = make_attempt(quiz, cast.alumna.viewer, {1: {"chosen": "a"}})
    untouched = words_of(cast.trainee.get(f"/attempts/{wrong.id}"))
    assert "Not right" in untouched
    assert "Regraded" not in untouched
    first, second = SINGLE["options"]
    swapped = [
        first | {"fraction": 0.0, "feedback": "It can wait."},
        second | {"fraction": 1.0, "feedback": "Here it opens."},
    ]
    mend(question, SINGLE | {"options": [*swapped, first | {"key": "c", "text": "A nod", "fraction": 0.0}]})
    cast.author.post(f"/lessons/{lesson.id}/questions/{question.id}/regrading", {"reason": "The key was swapped."})
    page = cast.trainee.get(f"/attempts/{wrong.id}")
    assert "Not right" not in words_of(page)
    assert "1 of 1 points" in words_of(page)
    assert "from 0% to 100%, because: The key was swapped." in words_of(page)
    assert "Here it opens." in words_of(page)
    assert "It closes." not in words_of(page)
    asked, answer = page.text.split("The right answer")
    assert "A nod" not in asked  # what was shown stays what was shown
    assert 'value="b" checked' in answer
    page = words_of(cast.alumna.get(f"/attempts/{right.id}"))
    assert "Not right" in page
    assert "from 100% to 0%" in page
    assert "It can wait." in page


def test_who_was_wrong_by_both_versions_sees_the_right_answer_of_the_mended_one(cast, course):
    lesson, quiz = make_quiz(course, questions=0)
    question = make_bank_question(course)
    add_questions(quiz, [(question.id, 1.0)])
    attempt = make_attempt(quiz, cast.trainee.viewer, {})
    first, second = SINGLE["options"]
    mend(question, SINGLE | {"options": [first | {"fraction": 0.0}, second | {"fraction": 1.0}]})
    cast.author.post(f"/lessons/{lesson.id}/questions/{question.id}/regrading", {"reason": "The key was swapped."})
    page = cast.trainee.get(f"/attempts/{attempt.id}").text
    assert 'value="b" checked' in page.split("The right answer")[1]
    assert "Regraded" not in page


def in_many_attempts(course, number: int):
    """(lesson, quiz, question) where so many people chose what is right only once the question is mended."""
    lesson, quiz = make_quiz(course, questions=0)
    question = make_bank_question(course)
    add_questions(quiz, [(question.id, 1.0)])
    for one in range(number):
        person = make_person(f"Person {one}")
        let_learn(course, person)
        make_attempt(quiz, person, {1: {"chosen": "b"}})
    version = mend(question, SINGLE | {"options": [option | {"fraction": 1.0} for option in SINGLE["options"]]})
    return lesson, quiz, version


def test_many_answers_are_graded_anew_by_a_job_that_can_be_watched(cast, course, monkeypatch):
    monkeypatch.setattr(regrading, "AT_ONCE", 2)
    lesson, _quiz, version = in_many_attempts(course, 5)
    address = f"/lessons/{lesson.id}/questions/{version.question_id}"
    answer = cast.author.post(f"{address}/regrading", {"reason": "Both are right."})
    assert answer.status_code == 303
    assert "/regradings/" in answer.location
    while sweep():
        pass
    row = db.session.scalars(db.select(Regrading)).one()
    assert (row.total, row.done, row.changed, row.percent) == (5, 5, 5, 100)
    assert "5 grades changed." in words_of(cast.author.get(answer.location))
    assert {one.percent for one in db.session.scalars(db.select(QuizAttempt))} == {100}
    regrading.regrade(row.id)
    assert len(db.session.scalars(db.select(GradeChange)).all()) == 5
    assert cast.trainee.get(answer.location).status_code == 403
    assert cast.outsider.get(answer.location).status_code == 404
    assert cast.author.get(f"/regradings/{row.id + 1}").status_code == 404


def test_a_worker_that_died_goes_on_where_it_stopped(cast, course, monkeypatch):
    monkeypatch.setattr(regrading, "AT_ONCE", 2)
    _lesson, quiz, version = in_many_attempts(course, 5)
    row = regrading.begin_regrading(quiz, version, reason="Both are right.", by=cast.author.user)
    regrading._regrade_some(row)
    db.session.commit()
    page = words_of(cast.author.get(f"/regradings/{row.id}"))
    assert "2 of 5 answers graded." in page
    while sweep():
        pass
    db.session.refresh(row)
    assert (row.done, row.changed) == (5, 5)
    assert len(db.session.scalars(db.select(GradeChange)).all()) == 5


def test_who_grades_reads_an_answer_of_somebody_else(cast, course):
    _lesson, quiz = make_quiz(course, questions=0, essay=True)
    in_cohort(course, cast)
    attempt = make_attempt(quiz, cast.trainee.viewer, {1: {"text": "I would listen."}})
    for page in (f"/attempts/{attempt.id}", f"/attempts/{attempt.id}/answers/1/grade"):
        assert "Your answer" not in cast.facilitator.get(page).text
    assert "Your answer" in cast.trainee.get(f"/attempts/{attempt.id}").text


def test_extra_time_is_given_to_people_of_the_course_only(cast, course):
    lesson, _quiz = make_quiz(course, minutes=10)
    address = f"/lessons/{lesson.id}/allowances"
    values = {"extra_attempts": "1", "extra_minutes": "5"}
    assert cast.author.post(address, {"person": cast.outsider.id, **values}).status_code == 422
    assert cast.author.post(address, {"person": cast.trainee.id, **values}).status_code == 303
    assert cast.trainee.post(address, {"person": cast.trainee.id, **values}).status_code == 403
    assert cast.outsider.post(address, {"person": cast.trainee.id, **values}).status_code == 404


def test_one_more_attempt_takes_back_no_time_and_is_told(cast, course):
    lesson, quiz = make_quiz(course, minutes=10, attempts_allowed=1)
    address = f"/lessons/{lesson.id}/allowances"
    cast.author.post(address, {"person": cast.trainee.id, "extra_attempts": "", "extra_minutes": "5"})
    attempt = make_attempt(quiz, cast.trainee.viewer, submitted=False)
    due_at = attempt.due_at
    assert "(+0 attempts, +5 minutes)" in words_of(cast.author.get(f"/lessons/{lesson.id}/results"))
    cast.author.post(address, {"person": cast.trainee.id, "extra_attempts": "1", "extra_minutes": ""})
    allowance = allowance_of(lesson.id, cast.trainee.id)
    assert (allowance.extra_attempts, allowance.extra_minutes) == (1, 5)
    cast.author.post(address, {"person": cast.trainee.id, "extra_attempts": "", "extra_minutes": "0"})
    db.session.refresh(attempt)
    assert attempt.due_at == due_at
    nothing = {"person": cast.trainee.id, "extra_attempts": "", "extra_minutes": ""}
    assert cast.author.post(address, nothing).status_code == 422
    assert heard(cast.trainee) == ["given", "given"]
    last = db.session.scalars(db.select(Notification).order_by(Notification.id.desc())).first()
    assert last.title == "“What you heard”: more for you"
    assert last.excerpt == "You may try 1 time more than others. You have 5 minutes more than others."


def test_who_wrote_an_essay_hears_its_grade_and_every_change_of_it(cast, course):
    _lesson, quiz = make_quiz(course, questions=1, essay=True)
    in_cohort(course, cast)
    attempt = make_attempt(quiz, cast.trainee.viewer, {1: {"chosen": "a"}, 2: {"text": "I would listen."}})
    assert "graded" not in heard(cast.trainee)
    address = f"/attempts/{attempt.id}/answers/2/grade"
    cast.facilitator.post(address, {"earned": "1", "comment": "Well heard."})
    cast.facilitator.post(address, {"earned": "1", "comment": "Well heard."})
    cast.facilitator.post(address, {"earned": "0,5", "comment": "Look again."})
    told = db.session.scalars(
        db.select(Notification).filter_by(user_id=cast.trainee.id, reason="graded").order_by(Notification.id)
    ).all()
    assert [one.excerpt for one in told] == [
        "Your answers were graded: 100%. Well heard.",
        "Your grade changed from 100% to 75%. Look again.",
    ]
    for reader in (cast.trainee, cast.facilitator):
        page = words_of(reader.get(f"/attempts/{attempt.id}"))
        assert "It said before: Well heard." in page
        assert "Look again." in page
    assert audience_of(told[0].audience_id).size == 1
    assert "Feedback on your work" in words_of(cast.trainee.get("/inbox"))


def test_a_comment_is_not_told_before_answers_are_shown(cast, course):
    _lesson, quiz = make_quiz(course, questions=0, essay=True, review="closing", closes_at=now() + timedelta(days=1))
    attempt = make_attempt(quiz, cast.trainee.viewer, {1: {"text": "I would listen."}})
    cast.author.post(f"/attempts/{attempt.id}/answers/1/grade", {"earned": "1", "comment": "Well heard."})
    told = db.session.scalars(db.select(Notification).filter_by(user_id=cast.trainee.id)).one()
    assert told.excerpt == "Your answers were graded: 100%."


def test_a_reason_is_not_told_before_answers_are_shown(cast, course):
    lesson, quiz = make_quiz(course, questions=0, review="closing", closes_at=now() + timedelta(days=1))
    question = make_bank_question(course)
    add_questions(quiz, [(question.id, 1.0)])
    attempt = make_attempt(quiz, cast.trainee.viewer, {1: {"chosen": "b"}})
    mend(question, SINGLE | {"options": [option | {"fraction": 1.0} for option in SINGLE["options"]]})
    address = f"/lessons/{lesson.id}/questions/{question.id}/regrading"
    assert cast.author.post(address, {"reason": "Advice is right too."}).status_code == 303
    told = db.session.scalars(db.select(Notification).filter_by(user_id=cast.trainee.id)).one()
    assert told.excerpt == "Your grade changed from 0% to 100%."
    assert "Advice is right too." not in words_of(cast.trainee.get(f"/attempts/{attempt.id}"))


def test_another_pass_mark_takes_no_pass_away_and_a_lower_one_lets_who_now_passes_through(cast, course):
    lesson, quiz = make_quiz(course, pass_percent=50)
    let_learn(course, cast.alumna)
    half, none = {1: {"chosen": "a"}, 2: {"chosen": "b"}}, {1: {"chosen": "b"}, 2: {"chosen": "b"}}
    passed = make_attempt(quiz, cast.trainee.viewer, half)
    building.change_quiz(quiz, version=quiz.version, pass_percent=80, by=cast.author.user)
    page = words_of(cast.trainee.get(f"/attempts/{passed.id}"))
    assert "Passed" in page
    assert "passed with 50%" in words_of(cast.trainee.get(f"/courses/{course.id}"))
    make_attempt(quiz, cast.trainee.viewer, none)
    assert results_of(cast.author.viewer, quiz, course.id)[0].has_passed
    missed = make_attempt(quiz, cast.alumna.viewer, half)
    assert "80% is enough to pass" in words_of(cast.alumna.get(f"/attempts/{missed.id}"))
    assert not is_completed(cast.alumna, lesson)
    building.change_quiz(quiz, version=quiz.version, pass_percent=40, by=cast.author.user)
    db.session.commit()
    while sweep():
        pass
    assert is_completed(cast.alumna, lesson)
    assert "Passed" in words_of(cast.alumna.get(f"/attempts/{missed.id}"))


class Tried:
    def __init__(self, percent, pass_percent):
        self.percent, self.pass_percent = percent, pass_percent


@pytest.mark.parametrize(
    ("counts", "passes"),
    [("best", True), ("last", False), ("first", True), ("average", True)],
)
def test_each_attempt_is_looked_at_by_the_mark_it_was_made_under(counts, passes):
    attempts = [Tried(60, 50), Tried(None, 80), Tried(60, 80)]
    assert is_passed(counts, attempts, 80) is passes
    assert is_passed(counts, attempts, 55)
    assert not is_passed(counts, [], 0)


def test_figures_wait_for_ten_attempts(cast, course):
    lesson, quiz = make_quiz(course, questions=2)
    for number in range(10):
        person = make_person(f"Person {number}")
        let_learn(course, person)
        make_attempt(
            quiz, person, {1: {"chosen": "a" if number < 6 else "b"}, 2: {"chosen": "a" if number < 5 else "b"}}
        )
        page = words_of(cast.author.get(f"/lessons/{lesson.id}/statistics"))
        assert ("Not enough data yet" in page) == (number < 9)
    assert "60 %" in page
    assert cast.facilitator.get(f"/lessons/{lesson.id}/statistics").status_code == 404


def test_figures_are_of_first_attempts_at_the_newest_version_and_name_frequent_wrong_answers(cast, course):
    lesson, quiz = make_quiz(course, questions=0)
    content = {"text": "What do you ask?", "answers": [answer("An open question")], "language": "en"}
    question = make_bank_question(course, kind="short", content=content, name="Asking")
    add_questions(quiz, [(question.id, 1.0)])
    early = make_person("Early Bird")
    let_learn(course, early)
    make_attempt(quiz, early, {1: {"text": "advice"}})
    mend(question, content | {"text": "What do you ask first?"})
    for number in range(10):
        person = make_person(f"Typist {number}")
        let_learn(course, person)
        typed = "An open question" if number < 5 else "Advice" if number < 9 else "Nothing of mine"
        make_attempt(quiz, person, {1: {"text": typed}})
        make_attempt(quiz, person, {1: {"text": "An open question"}})
    page = words_of(cast.author.get(f"/lessons/{lesson.id}/statistics"))
    assert "11 people, by the first attempt of each" in page
    assert "50 %" in page
    assert "and 1 to an older version" in page
    assert "“advice”: 4" in page
    assert "nothing of mine" not in page.casefold()


class Row:
    def __init__(self, attempt_id, question_id, fraction, response=None):
        self.attempt_id, self.question_id, self.points, self.fraction = attempt_id, question_id, 1.0, fraction
        self.response, self.kind, self.is_newest = response or {}, "single", True


def test_discrimination_is_the_correlation_with_the_rest():
    rows = [Row(n, 1, float(n >= 5), {"chosen": "a"}) for n in range(10)] + [
        Row(n, 2, float(n >= 5)) for n in range(10)
    ]
    first, _second = items_of(rows)
    assert first == Item(1, 10, 0.5, 1.0, {"a": 10})


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), max_size=30))
def test_a_correlation_stays_between_minus_one_and_one(pairs):
    found = correlation(pairs)
    assert found is None or -1 <= found <= 1


class Answer:
    def __init__(self, points, fraction):
        self.points, self.fraction = points, fraction


@given(
    st.lists(st.tuples(st.floats(0, 1000), st.none() | st.floats(-1, 1.5)), max_size=20),
    st.sampled_from(("best", "last", "first", "average")),
)
def test_a_score_stays_between_0_and_100(answers, counts):
    percent = percent_of_points([Answer(*one) for one in answers])
    assert percent is None or 0 <= percent <= 100
    assert counted_percent(counts, []) is None
    if percent is not None:
        assert 0 <= counted_percent(counts, [percent, 0.0, 100.0]) <= 100


def test_an_author_builds_a_quiz(cast, course):
    lesson, quiz = make_quiz(course, questions=2)
    address = f"/lessons/{lesson.id}/quiz"
    more = make_bank_question(course, name="A third one", points=3.0)
    foreign = make_bank_question(make_course(title="Another"), name="Foreign")
    page = cast.author.get(address)
    assert "A third one" in page.text
    assert "Foreign" not in page.text
    assert cast.author.post(f"{address}/questions", {}).status_code == 422
    cast.author.post(f"{address}/questions", {"questions": [more.id, foreign.id]})
    slots = db.session.scalars(db.select(QuizSlot).order_by(QuizSlot.position)).all()
    assert [slot.points for slot in slots] == [1.0, 1.0, 3.0]
    cast.author.post(f"{address}/slots/{slots[2].id}/moves", {"step": "-1"})
    order = [slot.id for slot in db.session.scalars(db.select(QuizSlot).order_by(QuizSlot.position))]
    assert order == [slots[0].id, slots[2].id, slots[1].id]
    assert cast.author.post(f"{address}/order", {"order": order[:2]}).status_code == 409
    assert cast.author.post(f"{address}/order", {"order": order[::-1]}).status_code == 303
    wrong = cast.author.post(f"{address}/slots/{order[0]}/points", {"points": "many"})
    assert wrong.status_code == 422
    assert 'value="many"' in wrong.text
    cast.author.post(f"{address}/slots/{order[0]}/points", {"points": "2,5"})
    assert db.session.get(QuizSlot, order[0]).points == 2.5
    cast.author.post(f"{address}/slots/{order[0]}/removal")
    assert db.session.get(QuizSlot, order[0]) is None
    assert db.session.scalars(db.select(QuizAttempt)).all() == []
    assert db.session.scalars(db.select(QuizAnswer)).all() == []


def test_settings_are_kept_and_what_is_wrong_is_said_at_its_field(cast, course):
    lesson, quiz = make_quiz(course)
    address = f"/lessons/{lesson.id}/quiz"
    values = {
        "minutes": "20",
        "attempts_allowed": "",
        "counts": "last",
        "pass_percent": "80",
        "review": "attempt",
        "version": quiz.version,
    }
    page = cast.author.post(address, values | {"pass_percent": "180"})
    assert page.status_code == 422
    assert 'value="180"' in page.text
    assert cast.author.post(address, values | {"review": "closing"}).status_code == 422
    assert cast.author.post(address, values).status_code == 303
    assert (quiz.minutes, quiz.counts, quiz.pass_percent) == (20, "last", 80)
    assert cast.author.post(address, values).status_code == 409
