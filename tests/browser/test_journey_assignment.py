"""Work from the first draft to a second version: handed in, judged by its rubric, talked about, and handed in again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.things import picture
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
FEEDBACK = "Wait until she laughs by herself."


def test_work_is_handed_in_judged_talked_about_and_handed_in_again(page_as, places):
    trainee, facilitator = page_as("trainee"), page_as("facilitator")
    _drafts(trainee, facilitator, places)
    trainee.presses("Hand in", exact=True)
    trainee.sees("Handed in, after the due date. That can be seen.")
    trainee.sees("He laughed first.")
    trainee.link("heron.png", trainee.page.get_by_role("main"))
    address = trainee.path.partition("?")[0].partition("#")[0]
    assert faults_of(trainee) == []
    for role in ("mentor", "outsider"):
        other = page_as(role)
        with other.expecting(404):
            assert other.opens(address).status == 404

    _judges(facilitator)
    trainee.opens("/inbox")
    trainee.page.locator(f"a[href^='{address}#feedback-']").first.click()
    trainee.sees(FEEDBACK)
    trainee.sees("%(points)d of %(most)d points", points=5, most=7)
    trainee.sees("It was her half that was missing.")
    assert faults_of(trainee) == []
    talk = trainee.page.locator("section").filter(has=trainee.heading("Conversation"))
    trainee.writes("What do you want to say?", "Which moment do you mean?", talk)
    trainee.presses("Send", talk, exact=True)
    trainee.sees("Which moment do you mean?")

    facilitator.opens("/inbox")
    facilitator.page.locator(f"a[href^='{address}#comment-']").first.click()
    facilitator.sees("Which moment do you mean?")
    facilitator.writes("What do you want to say?", "The one at the door.")
    facilitator.presses("Send", exact=True)
    facilitator.sees("The one at the door.")

    trainee.opens(address)
    trainee.sees("The one at the door.")
    trainee.follows("Write a new version")
    trainee.sees("This becomes version %(number)d. What you handed in before stays, with its feedback.", number=3)
    trainee.writes("Your work", "At the door I waited.")
    trainee.presses("Hand in", exact=True)
    trainee.sees("At the door I waited.")
    trainee.sees(FEEDBACK)
    trainee.sees("Which moment do you mean?")
    expect(trainee.link("heron.png", trainee.page.get_by_role("main"))).to_be_visible()
    trainee.follows("2", trainee.page.get_by_role("main"), exact=True)
    trainee.sees("He laughed first.")
    trainee.sees(FEEDBACK)
    assert faults_of(trainee) == []
    facilitator.opens("/submissions")
    expect(facilitator.link("Sanne Hoekstra")).to_be_visible()


def test_one_person_gets_more_time(page_as, places):
    facilitator, late = page_as("facilitator"), page_as(None).signs_in("bart.willems@people.demo.example")
    task = places("/lessons/{assignment}")
    late.opens(task)
    late.sees(_begins(late, "It was due %(moment)s. You can still hand it in; that it is late can be seen."))
    facilitator.opens(places("/cohorts/{cohort}/assignments"))
    row = facilitator.page.locator("li").filter(has_text="Bart Willems").filter(has=facilitator.page.locator("details"))
    facilitator.unfolds("Give more time", row)
    facilitator.writes("Until the end of", "2099-03-12", row)
    assert faults_of(facilitator) == []
    facilitator.presses("Keep this", row)
    facilitator.sees("Kept.")
    facilitator.sees(_begins(facilitator, "More time, until %(moment)s"), row)
    assert faults_of(facilitator) == []

    late.opens(task)
    late.sees(_begins(late, "Due %(moment)s"))
    late.follows("Write and hand in")
    late.writes("Your work", "I counted to four.")
    late.presses("Hand in", exact=True)
    late.sees("I counted to four.")
    late.misses("After the due date")
    assert faults_of(late) == []


def _begins(visit, words):
    """The words before the moment in them."""
    return re.compile("^" + re.escape(visit.words(words, moment="@").partition("@")[0]))


def _drafts(trainee, facilitator, places):
    """Words, a link and a file that only she can read."""
    trainee.opens(places("/lessons/{assignment}"))
    trainee.heading("Assignment")
    assert faults_of(trainee) == []
    trainee.follows("Hand in a new version")
    trainee.heading("Your work")
    trainee.writes("Your work", "He laughed first.")
    trainee.writes("Links", "heron.example")
    with trainee.expecting(422):
        trainee.presses("Keep as a draft")
        trainee.sees("“%(address)s” is no address. Begin with https://.", address="heron.example")
    assert faults_of(trainee) == []
    trainee.writes("Links", "https://heron.example/laughing")
    trainee.field("Add images or files").set_input_files(picture())
    trainee.presses("Keep as a draft")
    trainee.sees("Kept. Only you can read it.")
    expect(trainee.field("Links")).to_have_value("https://heron.example/laughing")
    trainee.link("heron.png")
    assert faults_of(trainee) == []
    facilitator.opens("/submissions")
    facilitator.follows("Sanne Hoekstra")
    facilitator.heading("Conversation")
    facilitator.misses("He laughed first.")
    trainee.opens(places("/lessons/{assignment}"))
    trainee.follows("Go on with your draft")
    expect(trainee.field("Your work")).to_have_value("He laughed first.")


def _judges(facilitator):
    """By the rubric, and once more: what stood there before stays to be read."""
    facilitator.opens("/submissions")
    facilitator.heading("Handed in")
    assert faults_of(facilitator) == []
    facilitator.follows("Sanne Hoekstra")
    facilitator.sees("He laughed first.")
    facilitator.sees("After the due date")
    facilitator.link("https://heron.example/laughing")
    facilitator.writes("To the whole", "Wait longer.")
    for words in ("1: One half is named", "2: Open questions, one at a time"):
        facilitator.field(words).check()
    facilitator.page.locator("#comment0").fill("It was her half that was missing.")
    with facilitator.expecting(422):
        facilitator.presses_anyway("Keep the feedback")
        facilitator.sees("Choose a level.")
    assert faults_of(facilitator) == []
    expect(facilitator.field("To the whole")).to_have_value("Wait longer.")
    facilitator.field("2: Says what would be different now, and why").check()
    facilitator.presses("Keep the feedback")
    facilitator.sees("Kept. %(name)s hears of it.", name="Sanne Hoekstra")
    facilitator.unfolds("Change your feedback")
    facilitator.writes("To the whole", FEEDBACK)
    facilitator.presses("Keep the feedback")
    facilitator.sees(FEEDBACK)
    facilitator.unfolds(facilitator.plural("Changed once", "Changed %(num)d times", 1))
    facilitator.sees("Wait longer.")
    assert faults_of(facilitator) == []
