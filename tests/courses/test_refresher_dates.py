"""When a question comes back: never today, never later than in a year, sooner after a wrong answer, and without chance."""

import json
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from courses.refreshers.models import AGAIN, EASY, GOOD, HARD
from courses.refreshers.scheduling import LONGEST, begin, go_on, outlook
from courses.refreshers.words import minutes

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ANSWERS = st.lists(st.tuples(st.sampled_from((AGAIN, HARD, GOOD, EASY)), st.integers(0, 500)), max_size=20)


def after(answers) -> tuple[dict, datetime, datetime]:
    """The memory, when it comes back, and the moment of the last answer, each so many hours after it was due."""
    (memory, due_at), moment = begin(START), START
    for rating, late in answers:
        moment = due_at + timedelta(hours=late)
        memory, due_at = go_on(json.loads(json.dumps(memory)), rating, moment)
    return memory, due_at, moment


@given(ANSWERS)
def test_it_comes_back_within_a_year_and_on_another_day(answers):
    memory, due_at, moment = after(answers)
    assert timedelta(days=1) <= due_at - moment <= timedelta(days=LONGEST)
    assert memory["stability"] > 0
    assert 1 <= memory["difficulty"] <= 10


@given(ANSWERS)
def test_the_same_past_gives_the_same_date(answers):
    assert after(answers) == after(answers)


@given(ANSWERS)
def test_a_wrong_answer_comes_back_first_and_an_easy_one_last(answers):
    memory, due_at, _moment = after(answers)
    again = go_on(memory, AGAIN, due_at)[1]
    hard, good, easy = outlook(memory, due_at).values()
    assert again <= hard <= good <= easy


def test_it_first_comes_back_after_days_and_then_after_weeks():
    memory, due_at = begin(START)
    assert due_at - START == timedelta(days=2)
    spans = []
    for _answer in range(4):
        moment = due_at
        memory, due_at = go_on(memory, GOOD, moment)
        spans.append((due_at - moment).days)
    assert spans == sorted(spans)
    assert 7 <= spans[0] <= 21
    assert spans[-1] > 90


def test_minutes_are_told_as_people_count_them():
    assert [minutes(count) for count in range(1, 6)] == [1, 1, 2, 2, 3]
