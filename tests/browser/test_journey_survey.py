"""A survey from its questions to what came out of it: made, tried, opened, answered without a name, closed, read."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)


def test_a_survey_is_made_opened_answered_and_closed(page_as, places):
    facilitator, trainee = page_as("facilitator"), page_as("trainee")
    facilitator.opens(places("/cohorts/{cohort}"))
    facilitator.follows("Surveys")
    facilitator.field("Questions of my own").check()
    facilitator.presses("Begin", exact=True)
    facilitator.writes("Title", "How was the visit?")
    facilitator.presses("Save", exact=True)
    facilitator.writes("Question", "What did the guest bring you?", exact=True)
    facilitator.field("Choose one", exact=True).check()
    with facilitator.expecting(422):
        facilitator.presses("Add it")
    facilitator.sees("Write at least two options, each on a line of its own.")
    assert faults_of(facilitator) == []
    facilitator.writes("What can be chosen", "Something new\nNothing new")
    facilitator.presses("Add it")
    facilitator.follows("Preview")
    facilitator.sees("Without your name")
    assert faults_of(facilitator) == []
    facilitator.opens(facilitator.path.replace("/preview", ""))
    address = facilitator.path
    facilitator.presses("Open it")
    facilitator.sees("Open. Everybody who is asked hears of it.")

    trainee.opens("/")
    trainee.page.get_by_role("link", name="How was the visit?").first.click()
    assert trainee.path == address
    with trainee.expecting(422):
        trainee.presses("Send without my name")
    trainee.sees("Answer at least one question.")
    assert faults_of(trainee) == []
    trainee.page.get_by_label("Something new").check()
    trainee.presses("Send without my name")
    trainee.sees("You answered this round. Thank you. What came out is shown here when it closes.")
    trainee.opens("/")
    expect(trainee.page.locator("#main").get_by_role("link", name="How was the visit?")).to_have_count(0)

    facilitator.opens(address)
    facilitator.unfolds("Close it now")
    facilitator.presses("Close it now")
    facilitator.sees("Fewer than %(num)d people answered this: nothing is shown, and nothing was kept.", num=5)
    assert faults_of(facilitator) == []


def test_what_came_out_is_read_by_who_was_asked(page_as, places):
    alumna = page_as("alumna")
    alumna.opens(places("/surveys/{past_survey}"))
    alumna.heading("Round by round")
    alumna.sees("%(answered)d of the %(asked)d who were asked answered.", answered=9, asked=12)
    alumna.sees("Thirteen coats.")
    expect(alumna.page.locator("svg.bar rect[width='67']").first).to_be_visible()
    assert faults_of(alumna) == []
