"""The help desk: an administrator sets it up, a guest finds an answer and asks people after all, a member asks with the words kept."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import violations
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
QUESTION = "Recording a conversation: how do I ask for consent?"
FOUND = "SELECT count(*) FROM deflections WHERE guest IS NOT NULL AND reversed_at IS NULL"


def test_a_guest_finds_an_answer_and_asks_people_after_all(page_as, academy):
    admin, guest = page_as("admin"), page_as(None)
    admin.opens("/admin/help-desk")
    admin.writes("What one question costs, in euros", "a lot")
    with admin.expecting(422):
        admin.presses_anyway("Save help desk")
        admin.sees("Write an amount such as 12.50.")
    admin.writes("What one question costs, in euros", "12,50")
    admin.writes("Where guests ask people", "desk@demo.example")
    admin.presses("Save help desk")
    admin.sees("Help desk saved.")

    guest.opens("/ask")
    guest.writes("Your question in one sentence", QUESTION)
    guest.presses("Look for an answer")
    answer = guest.page.locator("li.found").filter(has_text="Recording a conversation: how to ask for consent")
    guest.presses("This answered my question", answer)
    guest.sees("Good that it was there already. Nobody had to be asked.")
    assert academy.one(FOUND) == 1

    guest.writes("Your question in one sentence", QUESTION)
    guest.presses("Look for an answer")
    guest.presses("It did not; ask people")
    guest.sees("desk@demo.example")
    assert academy.one(FOUND) == 0
    assert not guest.manner.javascript or violations(guest.page) == []

    admin.opens("/ask/figures")
    admin.sees("Too few people to show")
    admin.sees("Download as a table")


def test_the_words_of_a_member_come_along_to_where_they_ask(page_as):
    trainee = page_as("trainee")
    trainee.opens("/ask")
    trainee.writes("Your question in one sentence", "Who has a purple bicycle for a home visit?")
    trainee.presses("Look for an answer")
    trainee.page.locator('form[action="/ask/people"] button').click()
    trainee.sees("Your question goes along; you need not type it again.")
    trainee.page.get_by_role("main").locator('a[href^="/spaces/"]').first.click()
    expect(trainee.field("Your question in one sentence")).to_have_value("Who has a purple bicycle for a home visit?")
