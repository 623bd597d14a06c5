"""A quiz in a train and in two tabs: what was answered is kept, and arrives when the line is back."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import violations_but_covered
from tests.browser.visiting import MANNERS, Manner, Visit

KEPT = "SELECT q.response FROM quiz_answers q WHERE q.attempt_id = :attempt AND q.position = 1"


@pytest.fixture
def attempt(page_as, places):
    """The mentor at the questions of an attempt that is under way."""
    mentor = page_as("mentor")
    mentor.opens(places("/lessons/{quiz}"))
    begin = mentor.words("Begin the quiz")
    mentor.page.locator("#task, main").get_by_role("button", name=begin).first.click()
    mentor.page.wait_for_url("**/attempts/*")
    return mentor


@pytest.mark.parametrize("manner", [Manner(locale="nl")], indirect=True, scope="module", ids=str)
def test_an_answer_given_without_a_line_arrives_when_it_is_back(attempt, academy):
    number = int(attempt.path.rpartition("/")[2])
    before = academy.one(KEPT, attempt=number)
    with attempt.without_a_line():
        attempt.page.get_by_role("radio").first.check()
        attempt.sees("Not saved yet, we keep trying. Your answers stay here.")
        assert violations_but_covered(attempt.page) == []
        attempt.presses("To the end")
        expect(attempt.page.get_by_role("radio").first).to_be_checked()
        assert academy.one(KEPT, attempt=number) == before
    attempt.heading("Before you hand in")
    assert academy.one(KEPT, attempt=number) != before
    attempt.follows("Back to the questions")
    expect(attempt.page.get_by_role("radio").first).to_be_checked()
    attempt.presses("To the end")
    attempt.presses("Hand in")
    attempt.sees("handed in %(when)s", when="")


@pytest.mark.parametrize("manner", MANNERS[1:], indirect=True, scope="module", ids=str)
def test_a_second_tab_empties_nothing_and_says_what_it_meets(attempt):
    other = Visit(attempt.page.context.new_page(), attempt.address, attempt.manner)
    other.opens(attempt.path)
    attempt.page.get_by_role("radio").first.check()
    attempt.presses("To the end")
    attempt.heading("Before you hand in")

    other.presses("To the end")
    other.heading("Before you hand in")
    other.follows("Back to the questions")
    expect(other.page.get_by_role("radio").first).to_be_checked()

    attempt.follows("Back to the questions")
    attempt.page.get_by_role("radio").nth(1).check()
    attempt.presses("To the end")
    other.page.get_by_role("radio").nth(2).check()
    with other.expecting(409):
        other.presses("To the end")
        other.sees("You answered this question in another window after this page was opened, and that answer is kept.")
    expect(other.page.get_by_role("radio").nth(2)).to_be_checked()
    other.presses("To the end")
    other.heading("Before you hand in")
    assert attempt.complaints + other.complaints == []
