"""Refreshers: asked for, a few questions at a time, each answer counted once, and nothing kept from the one it is about."""

from datetime import timedelta

import pytest

from courses.actions import leave_course
from courses.questions import actions as bank
from courses.questions.models import Question, QuestionCategory
from courses.quizzes import queries as quizzes
from courses.quizzes.actions import start_attempt
from courses.quizzes.building import actions as building
from courses.refreshers import actions, queries
from courses.refreshers.models import RefresherCard, RefresherReview
from lms.access import revoke
from lms.database import db, now
from lms.notifications.actions import notify
from lms.notifications.digests import send_digest
from tests.cast import text_of
from tests.factories.courses import let_learn, make_course
from tests.factories.people import mails_sent, make_group
from tests.factories.quizzes import SINGLE, make_attempt, make_quiz, mend
from tests.factories.refreshers import RIGHT, WRONG, cards_of, let_refresh, make_review
from tests.statements import counted_statements


def ago(**span):
    return now() - timedelta(**span)


@pytest.fixture
def course(cast):
    course = make_course()
    let_learn(course, cast.trainee)
    return course


def reviews() -> list[RefresherReview]:
    return list(db.session.scalars(db.select(RefresherReview).order_by(RefresherReview.id)))


def sent(card, chosen="a", **more) -> dict:
    return {"answer-chosen": chosen, "turn": card.turns + 1, "left": 5, "go": "answer", **more}


def test_nothing_comes_back_before_somebody_wants_it(cast, course):
    _lesson, quiz = make_quiz(course)
    attempt = make_attempt(quiz, cast.trainee.viewer, at=ago(days=9))
    assert cards_of(cast.trainee) == []
    for address in (f"/attempts/{attempt.id}", "/", f"/courses/{course.id}", "/refreshers"):
        assert "Yes, ask me now and then" in text_of(cast.trainee.get(address)), address
    assert cast.trainee.post("/refreshers/participation").status_code == 303
    assert len(cards_of(cast.trainee)) == 2
    assert "2 questions to keep fresh (about 1 minute)" in text_of(cast.trainee.get("/"))


def test_who_says_no_is_not_asked_again(cast, course):
    _lesson, quiz = make_quiz(course)
    attempt = make_attempt(quiz, cast.trainee.viewer)
    assert cast.trainee.post("/refreshers/refusal").status_code == 303
    for address in (f"/attempts/{attempt.id}", "/", f"/courses/{course.id}"):
        assert "Yes, ask me now and then" not in text_of(cast.trainee.get(address)), address
    assert "Yes, ask me now and then" in text_of(cast.trainee.get("/refreshers"))
    assert cards_of(cast.trainee) == []


def test_who_has_answered_nothing_right_is_not_asked(cast, course):
    _lesson, quiz = make_quiz(course)
    attempt = make_attempt(quiz, cast.trainee.viewer, {1: WRONG, 2: WRONG})
    for address in (f"/attempts/{attempt.id}", "/", f"/courses/{course.id}"):
        assert "Keep it fresh" not in text_of(cast.trainee.get(address)), address


def test_only_what_was_answered_right_and_grades_itself_comes_back(cast, course):
    _lesson, quiz = make_quiz(course, questions=2, essay=True)
    actions.choose(cast.trainee.viewer, "on")
    make_attempt(quiz, cast.trainee.viewer, {1: RIGHT, 2: WRONG, 3: {"text": "I listen."}})
    answers = quizzes.answers_of(quizzes.my_attempts(quiz.lesson_id, cast.trainee.id)[0])
    assert [card.question_id for card in cards_of(cast.trainee)] == [answers[0].question_id]


def test_an_attempt_under_way_and_a_preview_count_for_nothing(cast, course):
    _lesson, quiz = make_quiz(course)
    let_learn(course, cast.author)
    actions.choose(cast.author.viewer, "on")
    start_attempt(quiz, cast.author.viewer, is_preview=True)
    make_attempt(quiz, cast.trainee.viewer, submitted=False)
    actions.choose(cast.trainee.viewer, "on")
    assert cards_of(cast.trainee) == cards_of(cast.author) == []


def test_what_is_answered_right_later_comes_back_too(cast, course):
    let_refresh(cast.trainee, course, questions=1)
    _lesson, quiz = make_quiz(course, questions=1)
    make_attempt(quiz, cast.trainee.viewer)
    make_attempt(quiz, cast.trainee.viewer)
    assert len(cards_of(cast.trainee)) == 2


def test_a_right_answer_says_when_the_question_comes_back(cast, course):
    let_refresh(cast.trainee, course, questions=1, at=ago(days=20))
    [card] = cards_of(cast.trainee)
    first = cast.trainee.get("/refreshers/next?left=1")
    assert first.location == f"/refreshers/{card.id}?left=1"
    assert "What opens a conversation?" in text_of(cast.trainee.get(first.location))
    answer = cast.trainee.post(f"/refreshers/{card.id}/answer", sent(card, left=1))
    assert answer.location == f"/refreshers/{card.id}/answer?left=0"
    page = text_of(cast.trainee.get(answer.location))
    assert "You still know it" in page
    assert "We ask this again in about" in page
    assert "That was it for now" in page
    assert cards_of(cast.trainee)[0].due_at > now() + timedelta(days=14)


def test_a_wrong_answer_leads_to_the_paragraph_and_to_the_conversation(cast, course):
    lesson, quiz = make_quiz(course, questions=1)
    question = db.session.get_one(Question, quizzes.slots_of(lesson.id)[0].question_id)
    mend(question, SINGLE | {"explained_at": {"lesson_id": lesson.id, "block": ""}})
    make_attempt(quiz, cast.trainee.viewer, at=ago(days=9))
    actions.choose(cast.trainee.viewer, "on")
    [card] = cards_of(cast.trainee)
    page = cast.trainee.get(cast.trainee.post(f"/refreshers/{card.id}/answer", sent(card, "b")).location)
    assert "Good to see it again" in text_of(page)
    assert f'href="/lessons/{lesson.id}"' in page.text
    assert "Read the paragraph that explains it" in text_of(page)
    assert f'href="/lessons/{lesson.id}/questions/{question.id}/talk"' in page.text
    assert "How was it?" not in text_of(page)
    assert reviews()[0].rating == 1


def test_who_does_not_know_may_say_so(cast, course):
    let_refresh(cast.trainee, course, questions=1, at=ago(days=9))
    [card] = cards_of(cast.trainee)
    assert cast.trainee.post(f"/refreshers/{card.id}/answer", {"turn": 1, "go": "unknown"}).status_code == 303
    assert (reviews()[0].response, reviews()[0].fraction, reviews()[0].rating) == ({}, 0.0, 1)


def test_no_answer_and_a_broken_one_are_explained_and_count_for_nothing(cast, course):
    let_refresh(cast.trainee, course, questions=1, at=ago(days=9))
    [card] = cards_of(cast.trainee)
    for data in (
        {"turn": 1},
        {"turn": 1, "answer-chosen": "nonsense"},
        {"answer-chosen": "a"},
        {"turn": "x", "answer-chosen": "a"},
    ):
        page = cast.trainee.post(f"/refreshers/{card.id}/answer", data)
        assert (page.status_code, 'role="alert"' in page.text) == (422, True), data
    assert reviews() == []


def test_others_find_nothing_of_it(cast, course):
    let_learn(course, cast.mentor)
    let_refresh(cast.trainee, course, questions=1, at=ago(days=9))
    [card] = cards_of(cast.trainee)
    make_review(card)
    for person in (cast.outsider, cast.mentor, cast.facilitator, cast.author, cast.admin):
        for path in ("", "/answer"):
            assert person.get(f"/refreshers/{card.id}{path}").status_code == 404
        for path in ("/answer", "/rating"):
            assert person.post(f"/refreshers/{card.id}{path}", sent(card)).status_code == 404


def test_an_answer_is_counted_once_from_two_tabs(cast, course):
    let_refresh(cast.trainee, course, questions=1, at=ago(days=9))
    [card] = cards_of(cast.trainee)
    for chosen in ("a", "b", "a"):
        answer = cast.trainee.post(f"/refreshers/{card.id}/answer", sent(card, chosen, turn=1))
        assert answer.location.startswith(f"/refreshers/{card.id}/answer")
    assert [review.response for review in reviews()] == [RIGHT]
    assert cast.trainee.get(f"/refreshers/{card.id}").location.startswith(f"/refreshers/{card.id}/answer")


def test_how_hard_it_was_moves_the_date_and_pressing_twice_does_not(cast, course):
    let_refresh(cast.trainee, course, questions=1, at=ago(days=9))
    [card] = cards_of(cast.trainee)
    cast.trainee.post(f"/refreshers/{card.id}/answer", sent(card))
    dates = {}
    for rating in (2, 3, 4, 4, 2):
        assert cast.trainee.post(f"/refreshers/{card.id}/rating", {"turn": 1, "rating": rating}).status_code == 303
        due_at = cards_of(cast.trainee)[0].due_at
        assert dates.setdefault(rating, due_at) == due_at
    assert dates[2] < dates[3] < dates[4]


def test_a_rating_for_an_older_answer_changes_nothing(cast, course):
    let_refresh(cast.trainee, course, questions=1, at=ago(days=90))
    [card] = cards_of(cast.trainee)
    make_review(card)
    make_review(card)
    due_at = cards_of(cast.trainee)[0].due_at
    assert cast.trainee.post(f"/refreshers/{card.id}/rating", {"turn": 1, "rating": 4}).status_code == 303
    assert cards_of(cast.trainee)[0].due_at == due_at


def test_nobody_says_a_wrong_answer_was_easy(cast, course):
    let_refresh(cast.trainee, course, questions=1, at=ago(days=9))
    [card] = cards_of(cast.trainee)
    assert cast.trainee.post(f"/refreshers/{card.id}/rating", {"turn": 1, "rating": 4}).status_code == 403
    make_review(card, WRONG)
    assert cast.trainee.post(f"/refreshers/{card.id}/rating", {"turn": 1, "rating": 4}).status_code == 403


def test_a_rating_there_is_not_is_refused(cast, course):
    let_refresh(cast.trainee, course, questions=1, at=ago(days=9))
    [card] = cards_of(cast.trainee)
    make_review(card)
    for data in ({"turn": 1, "rating": 1}, {"turn": 1, "rating": "x"}, {"rating": 3}):
        assert cast.trainee.post(f"/refreshers/{card.id}/rating", data).status_code == 422


def test_pausing_keeps_everything_as_it_is(cast, course):
    let_refresh(cast.trainee, course, questions=1, at=ago(days=9))
    [before] = cards_of(cast.trainee)
    kept = (before.memory, before.due_at)
    assert cast.trainee.post("/refreshers/pause").status_code == 303
    assert "to keep fresh" not in text_of(cast.trainee.get("/"))
    assert cast.trainee.get(f"/refreshers/{before.id}").location == "/refreshers"
    cast.trainee.post(f"/refreshers/{before.id}/answer", sent(before))
    assert reviews() == []
    assert cast.trainee.post("/refreshers/participation").status_code == 303
    [after] = cards_of(cast.trainee)
    assert (after.memory, after.due_at) == kept
    assert "1 question to keep fresh" in text_of(cast.trainee.get("/"))


def test_who_has_none_has_nothing_to_pause_and_who_said_yes_does_not_decline(cast, course):
    assert cast.trainee.post("/refreshers/pause").status_code == 403
    let_refresh(cast.trainee, course, questions=1)
    assert cast.trainee.post("/refreshers/refusal").status_code == 403


def test_stopping_forgets_everything_of_this_person_and_of_nobody_else(cast, course):
    let_learn(course, cast.mentor)
    for person in (cast.trainee, cast.mentor):
        let_refresh(person, course, questions=1, at=ago(days=9))
        make_review(cards_of(person)[0])
    assert cast.trainee.post("/refreshers/erasure").status_code == 303
    assert cards_of(cast.trainee) == []
    assert [review.card_id for review in reviews()] == [cards_of(cast.mentor)[0].id]
    assert "Yes, ask me now and then" not in text_of(cast.trainee.get("/"))


def test_the_newest_version_is_asked_and_an_edit_loses_no_memory(cast, course):
    let_refresh(cast.trainee, course, questions=1, at=ago(days=9))
    [card] = cards_of(cast.trainee)
    memory = card.memory
    mend(db.session.get_one(Question, card.question_id), SINGLE | {"text": "How does a conversation begin?"})
    page = cast.trainee.get(f"/refreshers/{card.id}")
    assert "How does a conversation begin?" in text_of(page)
    cast.trainee.post(f"/refreshers/{card.id}/answer", sent(card))
    [review] = reviews()
    assert (review.version_id, review.memory) == (queries.question_of(card).id, memory)
    mend(db.session.get_one(Question, card.question_id), SINGLE | {"text": "And now?"})
    assert "How does a conversation begin?" in text_of(cast.trainee.get(f"/refreshers/{card.id}/answer"))


def gone_from_the_bank(lesson, card, person):
    bank.remove_question(db.session.get_one(Question, card.question_id))


def gone_with_its_category(lesson, card, person):
    """Also one that stands in the category that was removed."""
    inner = db.session.get_one(QuestionCategory, db.session.get_one(Question, card.question_id).category_id)
    outer = bank.add_category(quizzes.course_of(lesson.id), "Outer")
    bank.change_category(inner, name="Inner", parent=outer)
    bank.remove_category(outer)


def gone_from_the_quiz(lesson, card, person):
    [slot] = quizzes.slots_of(lesson.id)
    building.remove_slot(slot)


def gone_with_the_lesson(lesson, card, person):
    lesson.removed_at = now()


def gone_with_the_audience(lesson, card, person):
    revoke(lesson.audience_id, person.id)


def gone_with_the_course(lesson, card, person):
    leave_course(lesson.course_id, person.id)


@pytest.mark.parametrize(
    "go",
    [
        gone_from_the_bank, gone_with_its_category, gone_from_the_quiz, gone_with_the_lesson, gone_with_the_audience,
        gone_with_the_course,
    ],
)  # fmt: skip
def test_a_question_that_is_gone_disappears_quietly(cast, course, go):
    lesson, _quiz = let_refresh(cast.trainee, course, questions=1, at=ago(days=9))
    [card] = cards_of(cast.trainee)
    make_review(card, WRONG, at=ago(days=5))
    assert queries.count_due(cast.trainee.viewer, now()) == 1
    go(lesson, card, cast.trainee)
    db.session.commit()
    assert "to keep fresh" not in text_of(cast.trainee.get("/"))
    for path in ("", "/answer"):
        assert cast.trainee.get(f"/refreshers/{card.id}{path}").location == "/refreshers"
    assert cast.trainee.post(f"/refreshers/{card.id}/answer", sent(card)).status_code == 303
    assert len(reviews()) == 1
    assert "What opens" not in cast.trainee.get("/refreshers").text


def test_a_question_drawn_from_a_category_comes_back(cast, course):
    lesson, quiz = make_quiz(course, questions=1)
    [slot] = quizzes.slots_of(lesson.id)
    category_id = db.session.get_one(Question, slot.question_id).category_id
    building.remove_slot(slot)
    building.add_draw(quiz, category_id=category_id, draws=1, points=1.0)
    make_attempt(quiz, cast.trainee.viewer, at=ago(days=9))
    actions.choose(cast.trainee.viewer, "on")
    assert queries.count_due(cast.trainee.viewer, now()) == 1


def test_what_a_quiz_shows_after_closing_is_not_asked_before(cast, course):
    lesson, quiz = let_refresh(cast.trainee, course, questions=1, at=ago(days=9))
    quiz.review, quiz.closes_at = "closing", now() + timedelta(days=1)
    db.session.commit()
    assert queries.count_due(cast.trainee.viewer, now()) == 0
    assert queries.count_due(cast.trainee.viewer, now() + timedelta(days=2)) == 1


def test_a_sitting_is_five_questions_and_says_where_to_stop(cast, course):
    let_refresh(cast.trainee, course, questions=7, at=ago(days=9))
    assert "5 questions to keep fresh (about 3 minutes)" in text_of(cast.trainee.get("/"))
    left = 5
    for _question in range(5):
        address = cast.trainee.get(f"/refreshers/next?left={left}").location
        card = db.session.get_one(RefresherCard, int(address.split("/")[2].partition("?")[0]))
        page = cast.trainee.get(cast.trainee.post(f"/refreshers/{card.id}/answer", sent(card, left=left)).location)
        left -= 1
        assert ("Next question" in page.text) == (left > 0)
    assert "That was it for now" in page.text
    assert "2 more" in text_of(page)


def test_what_is_kept_is_told(cast, course):
    let_refresh(cast.trainee, course, questions=2, at=ago(days=9))
    make_review(cards_of(cast.trainee)[0])
    page = text_of(cast.trainee.get("/refreshers"))
    assert "What is kept" in page
    assert "2 questions" in page
    assert "1 answer" in page


def test_a_digest_that_is_written_anyway_has_a_line_and_there_is_no_mail_of_its_own(cast, course):
    let_refresh(cast.trainee, course, questions=2, at=ago(days=9))
    cast.trainee.user.digest = "daily"
    due = (now() - timedelta(hours=1)).isoformat()
    send_digest(cast.trainee.id, due=due)
    assert mails_sent() == []
    cast.trainee.user.digested_at = None
    notify(
        [cast.trainee.id], "following", audience_id=make_group(cast.trainee, name="Spring 2026"), actor=cast.mentor.user,
        thread="circle:7", thing="post:1", title="How do I reflect?", url="/things/1", excerpt="Say it.",
        at=now() - timedelta(minutes=90),
    )  # fmt: skip
    send_digest(cast.trainee.id, due=due)
    [mail] = mails_sent()
    for text in (mail.text, mail.html):
        assert "2 questions to keep fresh (about 1 minute)" in text
        assert "/refreshers" in text


def test_pages_cost_the_same_with_many_cards(cast, course):
    let_refresh(cast.trainee, course, questions=2, at=ago(days=9))
    make_review(cards_of(cast.trainee)[0])
    answered, waiting = sorted(cards_of(cast.trainee), key=lambda card: -card.turns)
    pages = ["/refreshers", f"/refreshers/{waiting.id}", f"/refreshers/{answered.id}/answer"]
    counts = []
    for _few_then_many in range(2):
        for page in pages:
            assert cast.trainee.get(page).status_code == 200
            with counted_statements() as count:
                cast.trainee.get(page)
            counts.append(count)
        let_refresh(cast.trainee, course, questions=30, at=ago(days=9))
    few, many = counts[:3], counts[3:]
    assert [count() for count in few] == [count() for count in many], many
    assert [count() for count in many] <= [5, 6, 8], many
