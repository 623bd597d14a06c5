"""Asking a question: one field, what is there already, an answer found, and the question asked all the same."""

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
FIELD, BODY = "Your question in one sentence", "What others need to know to answer it"


def goes_on(visit):
    """With scripts the places stand there while somebody types; without, after the first press."""
    for _ in range(2):
        if visit.page.get_by_label(visit.words(BODY)).count() == 0:
            visit.presses("Go on")
            visit.page.wait_for_load_state()
    visit.field(BODY)


def test_answer_that_is_there_already_ends_the_question(page_as, places):
    trainee = page_as("trainee")
    trainee.opens(places("/cohorts/{cohort}/topics/new?kind=question"))
    trainee.writes(FIELD, "Hearing change talk in a sigh")
    if not trainee.manner.javascript:
        trainee.presses("Go on")
    trainee.sees("You can always ask it")
    place = trainee.page.locator("li.found").first
    title = place.get_by_role("heading").inner_text()
    trainee.presses("This answers it", place)
    trainee.sees("Good that it was there already. Nobody was asked.")
    expect(trainee.page.get_by_role("heading", level=1)).to_contain_text(title)


def test_nobody_is_kept_from_asking(page_as, places):
    trainee = page_as("trainee")
    trainee.opens(places("/cohorts/{cohort}/topics/new?kind=question"))
    trainee.writes(FIELD, "Hearing change talk on the telephone, how?")
    goes_on(trainee)
    expect(trainee.field(FIELD)).to_have_value("Hearing change talk on the telephone, how?")
    trainee.writes(BODY, "I do not see their face.")
    trainee.presses("Ask it")
    trainee.heading("Hearing change talk on the telephone, how?")
