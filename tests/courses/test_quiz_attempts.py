"""Attempts at a quiz: begun once, saved as one goes, handed in by the person or by the clock."""

from datetime import timedelta
from io import BytesIO

import pytest

from courses.models import LessonProgress
from courses.quizzes import actions, queries
from courses.quizzes.building import actions as building
from courses.quizzes.models import QuizAnswer, QuizAnswerFile, QuizAttempt
from lms.database import db, now
from lms.files.models import File
from tests.cast import text_of as words_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import let_learn, make_course
from tests.factories.questions import CONTENTS, make_category, make_question
from tests.factories.quizzes import ESSAY, SINGLE, make_attempt, make_bank_question, make_quiz, mend
from tests.statements import counted_statements


@pytest.fixture
def course(cast):
    course = make_course()
    let_learn(course, cast.trainee)
    return course


def begin(browser, lesson) -> str:
    """The address of the attempt."""
    answer = browser.post(f"/lessons/{lesson.id}/attempts")
    assert answer.status_code == 303
    return answer.location


def answer_of(attempt_id=None, position=1) -> QuizAnswer:
    statement = db.select(QuizAnswer).filter_by(position=position).order_by(QuizAnswer.id.desc()).limit(1)
    return db.session.scalars(statement).one()


def sent(position, chosen, sequence=1, was="", go="stay") -> dict:
    return {f"q{position}-chosen": chosen, f"sequence-{position}": sequence, f"was-{position}": was, "go": go}


def is_completed(person, lesson) -> bool:
    progress = db.session.get(LessonProgress, (person.id, lesson.id))
    return bool(progress and progress.completed_at)


def test_a_trainee_makes_a_quiz_and_passing_completes_the_lesson(cast, course):
    lesson, _quiz = make_quiz(course)
    page = cast.trainee.get(f"/lessons/{lesson.id}")
    assert "Begin the quiz" in words_of(page)
    address = begin(cast.trainee, lesson)
    page = cast.trainee.get(address)
    assert "An open question" in page.text
    cast.trainee.post(address, sent(1, "a") | sent(2, "a", go="summary"))
    assert "Every question is answered" in words_of(cast.trainee.get(f"{address}/summary"))
    assert not is_completed(cast.trainee, lesson)
    assert cast.trainee.post(f"{address}/submission").status_code == 303
    assert "100%" in words_of(cast.trainee.get(address))
    assert is_completed(cast.trainee, lesson)
    assert "passed with 100%" in words_of(cast.trainee.get(f"/courses/{course.id}"))


def test_hints_are_folded_until_somebody_asks_and_gone_when_it_is_over(cast, course):
    lesson, quiz = make_quiz(course, questions=0)
    hints = ["It begins with **what**.", "It cannot be answered with yes."]
    question = make_bank_question(course, content=SINGLE | {"hints": hints})
    building.add_questions(quiz, [(question.id, 1.0)])
    address = begin(cast.trainee, lesson)
    page = cast.trainee.get(address).text
    assert page.index(">Hint 1</summary>") < page.index("<strong>what</strong>") < page.index(">Hint 2</summary>")
    assert '<details class="disclose above" open' not in page
    cast.trainee.post(f"{address}/submission")
    assert "Hint 1" not in words_of(cast.trainee.get(address))


def test_strangers_find_neither_quiz_nor_attempt(cast, course):
    lesson, quiz = make_quiz(course)
    attempt = make_attempt(quiz, cast.trainee.viewer, submitted=False)
    assert cast.outsider.post(f"/lessons/{lesson.id}/attempts").status_code == 404
    for path in ("", "/summary"):
        assert cast.outsider.get(f"/attempts/{attempt.id}{path}").status_code == 404
    for path in ("", "/submission"):
        assert cast.outsider.post(f"/attempts/{attempt.id}{path}").status_code == 404


def test_staff_do_not_answer_for_others(cast, course):
    _lesson, quiz = make_quiz(course)
    attempt = make_attempt(quiz, cast.trainee.viewer, submitted=False)
    assert cast.author.get(f"/attempts/{attempt.id}").status_code == 403
    assert cast.author.post(f"/attempts/{attempt.id}", sent(1, "b")).status_code == 403
    assert cast.author.post(f"/attempts/{attempt.id}/submission").status_code == 403


def test_an_answer_of_a_wrong_shape_is_refused_and_nothing_is_lost(cast, course):
    _lesson, quiz = make_quiz(course)
    attempt = make_attempt(quiz, cast.trainee.viewer, {1: {"chosen": "a"}}, submitted=False)
    page = cast.trainee.post(f"/attempts/{attempt.id}", sent(1, "nonsense", sequence=99, go="summary"))
    assert page.status_code == 422
    assert answer_of().response == {"chosen": "a"}


def test_two_tabs_go_on_with_the_same_attempt(cast, course):
    lesson, _quiz = make_quiz(course)
    assert begin(cast.trainee, lesson) == begin(cast.trainee, lesson)
    assert len(db.session.scalars(db.select(QuizAttempt)).all()) == 1


def test_a_late_copy_from_an_older_tab_changes_nothing(cast, course):
    lesson, _quiz = make_quiz(course)
    address = begin(cast.trainee, lesson)
    cast.trainee.post(address, sent(1, "b", sequence=7))
    assert cast.trainee.post(address, sent(1, "a", sequence=6)).status_code == 204
    assert answer_of().response == {"chosen": "b"}


def test_what_nobody_touched_in_a_second_tab_empties_nothing(cast, course):
    lesson, _quiz = make_quiz(course)
    address = begin(cast.trainee, lesson)
    untouched = cast.trainee.get(address)
    was = untouched.text.split('name="was-1" value="')[1].split('"')[0]
    cast.trainee.post(address, sent(1, "b", sequence=7))
    cast.trainee.post(address, {"sequence-1": 99, "was-1": was, "go": "summary"})
    assert answer_of().response == {"chosen": "b"}


def test_an_answer_given_in_two_windows_asks_which_one_counts(cast, course):
    """Without scripts a page cannot know how late it is: neither answer may disappear without a word."""
    lesson, _quiz = make_quiz(course, is_one_at_a_time=True)
    address = begin(cast.trainee, lesson)
    cast.trainee.post(address, sent(2, "b", go="page:1"))
    page = cast.trainee.post(address, sent(2, "a", go="summary"))
    assert page.status_code == 409
    assert "You answered this question in another window" in words_of(page)
    assert "Question 2 of 2" in words_of(page)
    assert 'value="a" checked' in page.text
    assert answer_of(position=2).response == {"chosen": "b"}
    fields = {name: page.text.split(f'name="{name}-2" value="')[1].split('"')[0] for name in ("sequence", "was")}
    again = sent(2, "a", sequence=fields["sequence"], was=fields["was"], go="summary")
    assert cast.trainee.post(address, again).status_code == 303
    assert answer_of(position=2).response == {"chosen": "a"}
    assert cast.trainee.post(address, again).status_code == 303  # pressed twice, it is the same answer


def test_what_was_answered_beside_a_late_answer_stays_on_the_page(cast, course):
    lesson, _quiz = make_quiz(course)
    address = begin(cast.trainee, lesson)
    cast.trainee.post(address, sent(2, "b", go="page:1"))
    page = cast.trainee.post(address, sent(1, "a") | sent(2, "a", go="summary"))
    assert page.status_code == 409
    assert page.text.count('value="a" checked') == 2
    assert page.text.count("in another window after") == 1
    page = cast.trainee.post(address, sent(1, "a") | sent(2, "nonsense", sequence=9, go="summary"))
    assert page.status_code == 422
    assert 'value="a" checked' in page.text


def test_after_handing_in_nothing_changes(cast, course):
    _lesson, quiz = make_quiz(course)
    attempt = make_attempt(quiz, cast.trainee.viewer)
    assert cast.trainee.post(f"/attempts/{attempt.id}", sent(1, "b", sequence=99)).status_code == 409
    assert cast.trainee.post(f"/attempts/{attempt.id}/submission").status_code == 303
    assert answer_of().response == {"chosen": "a"}


def test_the_job_hands_in_what_was_saved_when_the_time_is_over(cast, course):
    lesson, quiz = make_quiz(course, minutes=10)
    began = now() - timedelta(minutes=11)
    attempt = make_attempt(quiz, cast.trainee.viewer, {1: {"chosen": "a"}}, submitted=False, at=began)
    actions.close_overdue()
    db.session.refresh(attempt)
    assert attempt.is_timed_out
    assert attempt.submitted_at == attempt.due_at
    assert attempt.percent == 50
    assert not is_completed(cast.trainee, lesson)


def test_an_answer_within_the_grace_counts_and_a_later_one_does_not(cast, course):
    _lesson, quiz = make_quiz(course, minutes=10)
    began = now() - timedelta(minutes=10)
    attempt = make_attempt(quiz, cast.trainee.viewer, {}, submitted=False, at=began)
    assert actions.save_answer(attempt, 1, {"chosen": "a"}, 1, at=attempt.due_at + timedelta(seconds=10))
    assert not actions.save_answer(attempt, 2, {"chosen": "a"}, 1, at=attempt.due_at + timedelta(seconds=30))


def test_extra_time_and_extra_attempts_are_for_one_person(cast, course):
    lesson, quiz = make_quiz(course, minutes=10, attempts_allowed=1)
    building.allow(quiz, cast.trainee.id, extra_attempts=1, extra_minutes=5, by=cast.author.user)
    attempt = make_attempt(quiz, cast.trainee.viewer, {})
    assert attempt.due_at - attempt.started_at == timedelta(minutes=15)
    begin(cast.trainee, lesson)
    cast.trainee.post(f"/attempts/{attempt.id + 1}/submission")
    assert cast.trainee.post(f"/lessons/{lesson.id}/attempts").status_code == 403
    assert "used all your attempts" in words_of(cast.trainee.get(f"/lessons/{lesson.id}"))


def test_a_closed_quiz_begins_no_attempt(cast, course):
    lesson, _quiz = make_quiz(course, closes_at=now() - timedelta(minutes=1))
    assert cast.trainee.post(f"/lessons/{lesson.id}/attempts").status_code == 403


def test_answers_stay_hidden_until_the_quiz_has_closed(cast, course):
    _lesson, quiz = make_quiz(course, review="closing", closes_at=now() + timedelta(days=1))
    attempt = make_attempt(quiz, cast.trainee.viewer)
    page = cast.trainee.get(f"/attempts/{attempt.id}")
    assert "The right answer" not in page.text
    assert "It invites." not in page.text
    assert "after the quiz has closed" in words_of(page)
    assert "The right answer" in cast.author.get(f"/attempts/{attempt.id}").text


def test_right_answers_can_wait_for_a_pass_or_the_last_attempt(cast, course):
    lesson, quiz = make_quiz(course, review="passed", attempts_allowed=2)
    wrong = {1: {"chosen": "b"}, 2: {"chosen": "b"}}
    first = make_attempt(quiz, cast.trainee.viewer, wrong)
    page = cast.trainee.get(f"/attempts/{first.id}")
    assert "The right answer</summary>" not in page.text
    assert "once you have passed" in words_of(page)
    assert "It closes." in page.text
    assert "It invites." not in page.text
    assert "The right answer</summary>" in cast.author.get(f"/attempts/{first.id}").text
    last = make_attempt(quiz, cast.trainee.viewer, wrong, submitted=False)
    assert "The right answer</summary>" not in cast.trainee.get(f"/attempts/{first.id}").text
    cast.trainee.post(f"/attempts/{last.id}/submission")
    assert "The right answer</summary>" in cast.trainee.get(f"/attempts/{first.id}").text
    let_learn(course, cast.alumna)
    passed = make_attempt(quiz, cast.alumna.viewer)
    assert "The right answer</summary>" in cast.alumna.get(f"/attempts/{passed.id}").text


def test_feedback_after_each_answer_locks_that_answer(cast, course):
    lesson, _quiz = make_quiz(course, review="answer")
    address = begin(cast.trainee, lesson)
    assert cast.trainee.post(address, sent(1, "b", go="check:1")).status_code == 303
    assert "The right answer" in cast.trainee.get(address).text
    cast.trainee.post(address, sent(1, "a", sequence=99))
    assert answer_of().response == {"chosen": "b"}


def test_editing_a_question_changes_no_attempt(cast, course):
    _lesson, quiz = make_quiz(course, questions=0)
    question = make_bank_question(course)
    building.add_questions(quiz, [(question.id, 1.0)])
    attempt = make_attempt(quiz, cast.trainee.viewer)
    swapped = SINGLE | {"options": [option | {"fraction": 1 - option["fraction"]} for option in SINGLE["options"]]}
    mend(question, swapped)
    assert cast.trainee.get(f"/attempts/{attempt.id}").status_code == 200
    db.session.refresh(attempt)
    assert attempt.percent == 100
    assert make_attempt(quiz, cast.trainee.viewer).percent == 0


def test_a_draw_takes_so_many_of_its_category_and_none_twice(cast, course):
    _lesson, quiz = make_quiz(course, questions=1)
    category = make_category(course, name="More")
    for number in range(5):
        make_bank_question(course, category=category, name=f"Drawn {number}", tags=["hard"] if number < 3 else [])
    building.add_draw(quiz, category_id=category.id, draws=2, points=2.0, tag="hard")
    building.add_draw(quiz, category_id=category.id, draws=9, points=1.0)
    attempt = make_attempt(quiz, cast.trainee.viewer, {}, submitted=False)
    ids = [answer.question_id for answer in queries.answers_of(attempt)]
    assert len(ids) == len(set(ids)) == 6


def test_what_counts_decides_who_passed(cast, course):
    for counts, passed in (("best", True), ("last", False), ("first", False), ("average", False)):
        lesson, quiz = make_quiz(course, counts=counts)
        for responses in ({}, {1: {"chosen": "a"}, 2: {"chosen": "a"}}, {}):
            moment = now()
            attempt = make_attempt(quiz, cast.trainee.viewer, responses)
            assert attempt.submitted_at >= moment
        # The last attempt of three passed once it was the last: what is completed stays so.
        assert is_completed(cast.trainee, lesson) == (passed or counts == "last")


def test_a_preview_counts_nowhere(cast, course):
    lesson, _quiz = make_quiz(course, published=False)
    answer = cast.author.post(f"/lessons/{lesson.id}/quiz/preview")
    assert answer.status_code == 303
    cast.author.post(answer.location, sent(1, "a") | sent(2, "a"))
    cast.author.post(f"{answer.location}/submission")
    assert "A preview" in words_of(cast.author.get(answer.location))
    assert not is_completed(cast.author, lesson)
    assert cast.trainee.post(f"/lessons/{lesson.id}/quiz/preview").status_code == 404


def test_an_essay_waits_for_a_person_and_an_empty_one_does_not(cast, course):
    _lesson, quiz = make_quiz(course, questions=1, essay=True)
    attempt = make_attempt(quiz, cast.trainee.viewer, {1: {"chosen": "a"}, 2: {"text": "I would listen."}})
    assert attempt.percent is None
    assert "being graded" in words_of(cast.trainee.get(f"/attempts/{attempt.id}"))
    empty = make_attempt(quiz, cast.trainee.viewer, {1: {"chosen": "a"}})
    assert empty.percent == 50
    assert ESSAY["lines"] == 5


def make_essay(course, **content):
    lesson, quiz = make_quiz(course, questions=0)
    question = make_bank_question(course, kind="essay", content=ESSAY | {"files_allowed": True} | content)
    building.add_questions(quiz, [(question.id, 1.0)])
    return lesson, quiz


def with_file(name="report.txt", data=b"What I heard.", go="files:1", **more) -> dict:
    return {"q1-files": (BytesIO(data), name), "go": go, "sequence-1": 1, "was-1": "", **more}


def test_a_file_goes_with_a_written_answer_and_its_graders_fetch_it_once_it_is_handed_in(cast, course):
    lesson, _quiz = make_essay(course)
    cohort = make_cohort(course=course, by=cast.facilitator.user)
    make_member(cohort, cast.trainee, tell=False)
    address = begin(cast.trainee, lesson)
    assert "Add files to your answer" in words_of(cast.trainee.get(address))
    assert cast.trainee.post(address, with_file(**{"q1-text": "See my report."})).status_code == 303
    assert answer_of().response["text"] == "See my report."
    file = db.session.scalars(db.select(File)).one()
    assert answer_of().response["files"] == [file.key]
    page = cast.trainee.get(address).text
    assert "report.txt" in page
    here = f"/files/{file.key}/report.txt"
    everybody = (cast.trainee, cast.facilitator, cast.author, cast.outsider, cast.alumna, cast.guest)
    assert [person.get(here).status_code for person in everybody] == [200, 404, 404, 404, 404, 404]
    # Words that are saved afterwards leave the file where it is, also from a page that does not know of it.
    cast.trainee.post(address, {"q1-text": "See it.", "sequence-1": 9, "was-1": "", "go": "stay"})
    assert answer_of().response == {"text": "See it.", "files": [file.key]}
    cast.trainee.post(f"{address}/submission")
    assert [person.get(here).status_code for person in everybody] == [200, 200, 200, 404, 404, 404]
    for page in (address, f"{address}/answers/1/grade"):
        assert "report.txt" in cast.facilitator.get(page).text
    assert cast.trainee.post(address, with_file()).status_code == 303
    assert len(db.session.scalars(db.select(File)).all()) == 1


def test_a_file_alone_is_an_answer_a_person_grades(cast, course):
    lesson, _quiz = make_essay(course)
    address = begin(cast.trainee, lesson)
    cast.trainee.post(address, with_file())
    assert "Every question is answered" in words_of(cast.trainee.get(f"{address}/summary"))
    cast.trainee.post(f"{address}/submission")
    assert answer_of().needs_grading


def test_a_file_is_taken_away_again_and_then_nothing_was_answered(cast, course):
    lesson, _quiz = make_essay(course)
    address = begin(cast.trainee, lesson)
    cast.trainee.post(address, with_file())
    file = db.session.scalars(db.select(File)).one()
    assert cast.trainee.post(address, {"go": f"drop:1:{file.key}x"}).status_code == 404
    assert cast.trainee.post(address, {"go": f"drop:7:{file.key}"}).status_code == 404
    assert cast.trainee.post(address, {"go": f"drop:1:{file.key}"}).status_code == 303
    assert answer_of().response == {}
    assert cast.trainee.get(f"/files/{file.key}/report.txt").status_code == 404
    cast.trainee.post(f"{address}/submission")
    assert not answer_of().needs_grading
    assert answer_of().fraction == 0


def test_files_that_cannot_be_kept_are_named_and_the_words_stay(cast, course):
    lesson, _quiz = make_essay(course)
    address = begin(cast.trainee, lesson)
    broken = with_file("face.png", b"\x89PNG\r\n\x1a\nnot a picture", **{"q1-text": "Look."})
    page = cast.trainee.post(address, broken)
    assert page.status_code == 422
    assert "“face.png” did not arrive." in words_of(page)
    assert "\nLook.</textarea>" in page.text
    assert answer_of().response == {}  # what is answered with 422 keeps nothing, so the page holds all of it
    many = [(BytesIO(b"One."), f"{number}.txt") for number in range(11)]
    page = cast.trainee.post(address, {"q1-files": many, "go": "files:1"})
    assert page.status_code == 422
    assert "At most 10 files" in words_of(page)
    assert db.session.scalars(db.select(QuizAnswerFile)).all() == []


def test_a_question_that_takes_no_files_keeps_none(cast, course):
    lesson, _quiz = make_essay(course, files_allowed=False)
    address = begin(cast.trainee, lesson)
    assert "Add files" not in words_of(cast.trainee.get(address))
    assert cast.trainee.post(address, with_file()).status_code == 303
    assert db.session.scalars(db.select(File)).all() == []


def test_a_quiz_of_sixty_questions_costs_as_many_statements_as_one_of_five(cast, course):
    counts = []
    for number in (5, 60):
        lesson, _quiz = make_quiz(course, questions=number)
        lesson_address = f"/lessons/{lesson.id}"
        address = begin(cast.trainee, lesson)
        cast.trainee.get(address)
        for page in (address, f"{address}/summary", lesson_address):
            cast.trainee.get(page)
            with counted_statements() as count:
                assert cast.trainee.get(page).status_code == 200
            counts.append(count())
        cast.trainee.post(f"{address}/submission")
        with counted_statements() as count:
            cast.trainee.get(address)
        counts.append(count())
    assert counts[:4] == counts[4:]
    assert max(counts) <= 14


def test_every_kind_of_question_is_asked_kept_and_looked_back_on(cast, course):
    lesson, quiz = make_quiz(course, questions=0)
    asked = [make_question(make_category(course), kind=kind, name=kind) for kind in CONTENTS]
    building.add_questions(quiz, [(question.id, 1.0) for question in asked])
    address = begin(cast.trainee, lesson)
    page = cast.trainee.get(address)
    assert page.status_code == 200
    answers = {
        "single": {"chosen": "a"}, "multiple": {"chosen": ["a", "b"]}, "true_false": {"chosen": "true"},
        "short": {"text": "listen"}, "numeric": {"text": "2,5 s"}, "matching": {"pairs-a": "What", "pairs-b": "Do you"},
        "ordering": {"order-a": "1", "order-b": "2", "order-c": "3"},
        "cloze": {"gaps-a-text": "ask", "gaps-b-text": "3", "gaps-c-chosen": "x"}, "essay": {"text": "I will ask."},
        "description": {},
    }  # fmt: skip
    sent_all: dict = {"go": "summary"}
    for position, kind in enumerate(CONTENTS, start=1):
        for name, value in answers[kind].items():
            assert f'name="q{position}-{name}"' in page.text, (kind, name)
            sent_all[f"q{position}-{name}"] = value
        sent_all |= {f"sequence-{position}": 5, f"was-{position}": ""}
    assert cast.trainee.post(address, sent_all).status_code == 303
    assert "Every question is answered." in words_of(cast.trainee.get(f"{address}/summary"))
    cast.trainee.post(f"{address}/submission")
    graded = db.session.scalars(db.select(QuizAnswer).order_by(QuizAnswer.position)).all()
    worth = {kind: answer.fraction for kind, answer in zip(CONTENTS, graded, strict=True)}
    assert worth == dict.fromkeys(CONTENTS, 1.0) | {"essay": None, "description": 0.0}
    assert "Yes." in cast.trainee.get(address).text
