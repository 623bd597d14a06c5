"""A quiz from the first answer to looking back, and a question made for it; with and without scripts, in both languages."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)


def test_a_quiz_is_made_handed_in_and_looked_back_on(page_as, places):
    mentor = page_as("mentor")
    mentor.opens(places("/lessons/{quiz}"))
    mentor.presses("Begin the quiz")
    mentor.page.wait_for_url("**/attempts/*")
    assert faults_of(mentor) == []
    mentor.page.get_by_role("radio").first.check()
    mentor.presses("To the end")
    mentor.heading("Before you hand in")
    mentor.sees(mentor.plural("%(num)d question has no answer yet.", "%(num)d questions have no answer yet.", 5))
    mentor.follows("Back to the questions")
    expect(mentor.page.get_by_role("radio").first).to_be_checked()
    mentor.presses("To the end")
    mentor.presses("Hand in")
    assert faults_of(mentor) == []
    address = mentor.path
    outsider = page_as("outsider")
    with outsider.expecting(404):
        assert outsider.opens(address).status == 404


def test_an_author_puts_a_question_into_the_bank_and_mends_it(page_as, places):
    author = page_as("author")
    author.opens(places("/courses/{course}/questions"))
    author.field("Kind").first.select_option("true_false")
    author.presses("Write a question")
    author.writes("Name in the bank", "A pause")
    with author.expecting(422):
        author.presses("Save", exact=True)
        author.page.get_by_role("alert").wait_for()
    assert faults_of(author) == []
    author.page.locator("#text").fill("A pause is an answer too.")
    author.presses("Save", exact=True)
    author.heading("A pause")
    author.sees("No quiz asks this question.")
    author.page.get_by_role("radio").first.check()
    author.presses("Check the answer")
    author.sees("The right answer")
    author.follows("Edit", exact=True)
    author.writes("Name in the bank", "A long pause")
    author.presses("Save", exact=True)
    author.heading("A long pause")
