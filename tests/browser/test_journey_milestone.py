"""What a cohort reached together: told once in the name of a facilitator who said yes, and celebrated by who was there."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
TASK = "discussions.milestones.actions.find_milestones"


def test_what_was_reached_is_told_once_and_celebrated(page_as, places, academy):
    facilitator, trainee = page_as("facilitator"), page_as("trainee")
    here = places("/cohorts/{cohort}/milestones")
    facilitator.opens(here)
    facilitator.presses("Celebrate it no more")
    facilitator.sees("Nothing is celebrated any more. What you reach still stands here.")
    academy.rows("DELETE FROM milestones WHERE cohort_id = :cohort", cohort=places["cohort"])
    facilitator.opens(here)
    facilitator.sees("Nothing yet. The first question that helps somebody is on its way.")
    assert faults_of(facilitator) == []
    facilitator.presses("Celebrate it in my name")
    facilitator.sees("What you reach together is celebrated in your name from now on.")

    academy.does_anew(TASK)
    academy.does_anew(TASK)
    trainee.opens(here)
    told = trainee.link("Read what people said")
    expect(trainee.page.get_by_role("link", name=trainee.words("Read what people said"))).to_have_count(1)
    assert faults_of(trainee) == []
    told.click()
    post = trainee.page.locator("#post-1")
    expect(post).to_contain_text("Marieke van den Broek")
    expect(post).to_contain_text("counted this for all of us together, without names")  # in the language of the cohort
    trainee.follows("More", post)
    trainee.presses("Well said")
    expect(trainee.page.locator("#post-1 button[aria-pressed=true]")).to_contain_text("1")
    trainee.page.locator("#composer textarea").fill("We did this on Tuesdays, with cold coffee.")
    trainee.presses("Reply", trainee.page.locator("#composer"), exact=True)
    assert faults_of(trainee) == []
    address = trainee.path.partition("?")[0].partition("#")[0]

    facilitator.opens(address)
    facilitator.sees("We did this on Tuesdays, with cold coffee.")
    expect(facilitator.page.locator("#post-1")).to_contain_text(facilitator.words("Well said") + " 1")
    facilitator.opens(places("/cohorts/{cohort}"))
    expect(facilitator.page.locator(f'h3 a[href^="{address}"]')).to_have_count(1)
    outsider = page_as("outsider")
    with outsider.expecting(404):
        outsider.opens(address)
