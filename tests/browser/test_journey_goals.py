"""A facilitator sets a goal over a figure, shows it to the cohort, looks back on it and closes it; the report tells of it."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
WHY = "Whoever was silent so far has the best questions."


def test_a_goal_is_set_shown_and_closed(page_as, places):
    facilitator, trainee = page_as("facilitator"), page_as("trainee")
    cohort = places("/cohorts/{cohort}")
    facilitator.opens(f"{cohort}/insights")
    facilitator.heading("Insights")
    facilitator.opens(f"{cohort}/insights/goals/new?figure=completion")
    facilitator.heading("Set a goal")
    assert faults_of(facilitator) == []
    later = (date.today() + timedelta(days=40)).isoformat()  # noqa: DTZ011
    facilitator.writes("The goal, as a number", "140")
    facilitator.writes("Why, and what you will do for it", WHY)
    facilitator.field("By which day").fill(later)
    with facilitator.expecting(422):
        facilitator.presses("Set the goal")
    facilitator.sees("A share has at most 100 percent.")
    assert faults_of(facilitator) == []
    expect(facilitator.field("By which day")).to_have_value(later)
    facilitator.writes("The goal, as a number", "95")
    facilitator.presses("Set the goal")
    facilitator.sees("On the way")
    facilitator.sees(WHY)
    assert faults_of(facilitator) == []
    address = facilitator.path

    with trainee.expecting(404):
        trainee.opens(address)
    facilitator.presses("Show it to the cohort")
    facilitator.sees("The cohort reads this goal now.")
    trainee.opens(f"{cohort}/milestones")
    trainee.sees("What we aim for")
    trainee.opens(address)
    trainee.sees(WHY)
    assert faults_of(trainee) == []

    facilitator.writes("How does it go?", "Two people finished last week.")
    facilitator.presses("Keep this note")
    facilitator.sees("Two people finished last week.")
    facilitator.opens(f"{cohort}/insights/report")
    facilitator.sees("What is next")
    facilitator.writes("What you want to say with it", "The last module asks most.")
    facilitator.presses("Keep with the report")
    facilitator.sees("Kept with the report.")
    assert faults_of(facilitator) == []

    facilitator.opens(address)
    facilitator.page.locator("#closing").click()
    facilitator.writes("Why you close it", "The training is over.")
    facilitator.presses("Close it")
    facilitator.sees("Closed. Its history stays.")
    facilitator.sees("The training is over.")
    assert faults_of(facilitator) == []
