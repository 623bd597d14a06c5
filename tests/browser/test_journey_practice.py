"""What people do at work with what they learned: a plan, its readers, a buddy who says yes, and saying how it went."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)


def test_a_plan_is_written_mended_and_encouraged(page_as, places):
    trainee, mentor = page_as("trainee"), page_as("mentor")
    trainee.opens(places("/cohorts/{cohort}/practice"))
    trainee.follows("Write a practice plan")
    assert faults_of(trainee) == []
    trainee.writes("What will you do?", "Wait one breath before I say anything.")
    trainee.writes("When?", "After every question.")
    trainee.writes("Where?", "At the counter.")
    trainee.field("Which buddy?").select_option(label="Wietske Postma")
    trainee.field("A buddy", exact=True).check()
    day = trainee.field("From which day?").input_value()
    trainee.field("From which day?").fill("2001-01-01")
    trainee.writes("How will you notice that it works?", "They go on by themselves.")
    with trainee.expecting(422):
        trainee.presses("Keep this plan")
    trainee.sees("This day is over. Write today or a later day.")
    assert faults_of(trainee) == []
    expect(trainee.field("Where?")).to_have_value("At the counter.")
    trainee.field("From which day?").fill(day)
    trainee.presses("Keep this plan")
    trainee.heading("Your practice plan")
    trainee.sees("Only you can read this, until %(name)s says yes.", name="Wietske Postma")
    address = trainee.path

    mentor.opens("/")
    mentor.follows("%(name)s asks you to be their buddy", name="Sanne Hoekstra")
    mentor.misses("Wait one breath before I say anything.")
    assert faults_of(mentor) == []
    mentor.presses("Be their buddy")
    mentor.sees("Wait one breath before I say anything.")
    assert mentor.path.partition("#")[0] == address
    mentor.writes("What do you want to say?", "Which breath was the hardest?")
    mentor.presses("Send", exact=True)
    mentor.sees("Which breath was the hardest?")
    assert faults_of(mentor) == []

    trainee.opens(address)
    trainee.sees("Which breath was the hardest?")
    assert faults_of(trainee) == []
    facilitator = page_as("facilitator")
    with facilitator.expecting(404):
        assert facilitator.opens(address).status == 404


def test_a_check_in_is_answered_from_home(page_as):
    alumna = page_as("alumna")
    alumna.opens("/")
    section = alumna.page.locator("section.hang").filter(has_text=alumna.words("Say how it went"))
    section.get_by_role("heading", level=3).get_by_role("link").first.click()
    alumna.field("Something else", exact=True).check()
    with alumna.expecting(422):
        alumna.presses("Keep the answer")
    alumna.sees("Write in a sentence what happened instead.")
    assert faults_of(alumna) == []
    alumna.field("Partly", exact=True).check()
    alumna.writes("In a sentence", "The third one said yes.")
    alumna.presses("Keep the answer")
    alumna.sees("The third one said yes.")
    alumna.opens("/")
    expect(section).to_have_count(0)


def test_facilitator_sees_how_many_practised_and_nobodys_name(page_as, places):
    facilitator = page_as("facilitator")
    facilitator.opens(places("/cohorts/{ended_cohort}/practice"))
    facilitator.heading("Who practised")
    facilitator.sees(
        "%(asked)d people were asked, %(people)d said how it went, and %(practised)d of them did it, wholly or partly.",
        asked=6,
        practised=5,
        people=6,
    )
    facilitator.misses("Let the silence after “I do not know” last.")
    facilitator.opens(places("/cohorts/{cohort}/practice"))
    facilitator.sees("Not enough data: fewer than five people said how it went.")
    assert faults_of(facilitator) == []


def test_a_plan_is_removed_and_brought_back(page_as, academy):
    trainee = page_as("trainee")
    plan = academy.one(
        "SELECT min(p.id) FROM practice_plans p JOIN users u ON u.id = p.user_id WHERE u.email = 'trainee@demo.example'"
    )
    trainee.opens(f"/plans/{plan}")
    trainee.unfolds("Remove this plan")
    trainee.presses("Remove this plan")
    trainee.sees("Removed. You can undo this for 30 days.")
    removed = trainee.page.locator("section.hang").filter(has_text=trainee.words("Only you see this"))
    trainee.presses("Undo", removed)
    trainee.heading("Your practice plan")
