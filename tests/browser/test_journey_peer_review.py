"""Peers review each other without names: from being asked to hearing that it helped, and what the facilitator sees of it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
REVIEW = "You let him tell it his own way the fourth time."


def test_review_is_written_without_names_read_and_rated(page_as, places):
    trainee = page_as("trainee")
    address = places("/peer-reviews/{asked_review}")
    for role in ("facilitator", "outsider"):
        other = page_as(role)
        with other.expecting(404):
            assert other.opens(address).status == 404
    trainee.opens("/")
    trainee.page.locator(f"a[href='{address}']").first.click()
    trainee.heading("Review of a peer")
    trainee.sees("Neither of you sees who the other is; facilitators do.")
    trainee.sees("He told me three times that nobody listens.")
    trainee.misses("Yusuf")
    assert faults_of(trainee) == []
    trainee.field("3: Both halves of the doubt are named").check()
    trainee.writes("To the whole", REVIEW)
    with trainee.expecting(422):
        trainee.presses_anyway("Send the review")
        trainee.sees("Choose a level.")
    assert faults_of(trainee) == []
    expect(trainee.field("3: Both halves of the doubt are named")).to_be_checked()
    trainee.field("1: Now and then an open one").check()
    trainee.field("2: Says what would be different now, and why").check()
    trainee.presses("Send the review")
    trainee.sees("Thank you. Your review is on its way.")
    trainee.sees("%(points)d of %(most)d points", points=6, most=7)
    assert faults_of(trainee) == []

    writer = page_as(None).signs_in("yusuf.demir@people.demo.example")
    writer.opens("/inbox")
    notice = writer.page.locator("a[href^='/submissions/'][href*='#feedback-']").first
    expect(notice).to_be_visible()
    writer.misses("Sanne", writer.page.locator("li", has=notice).first)
    notice.click()
    writer.heading("Your work")
    writer.sees(REVIEW)
    writer.sees("Peer %(number)d", number=1)
    writer.misses("Sanne", writer.page.get_by_role("main"))
    writer.sees(_counted(writer, done=1, asked=2))
    writer.unfolds("Does this review help you?")
    assert faults_of(writer) == []
    writer.field("It helps me to do it better").check()
    writer.writes("In a sentence", "The fourth time is what I had not seen.")
    writer.presses("Keep this")
    writer.sees("Thank you. Your reviewer sees it.")
    writer.sees("You rated this: %(words)s", words=writer.words("It helps me to do it better"))
    assert faults_of(writer) == []

    trainee.opens(places("/lessons/{assignment}"))
    trainee.heading("You review")
    task = trainee.page.locator("#task")
    trainee.sees("Your review was rated: %(words)s", task, words=trainee.words("It helps me to do it better"))
    trainee.sees("Reviewed", task)
    trainee.sees(
        _counted(trainee, done=0, asked=2, where="Peers review your work: %(done)d of %(asked)d reviews"), task
    )
    trainee.misses("Yusuf", task)
    assert faults_of(trainee) == []
    trainee.opens(address)
    trainee.sees("The fourth time is what I had not seen.")
    assert faults_of(trainee) == []


def test_facilitator_sees_who_reviews_whom_and_asks_somebody_else(page_as, places):
    facilitator, trainee = page_as("facilitator"), page_as("trainee")
    trainee.opens(places("/lessons/{assignment}"))
    trainee.follows("Work %(number)d", number=2)
    trainee.unfolds("I cannot review this")
    assert faults_of(trainee) == []
    trainee.presses("I cannot review this")
    trainee.sees("Good to say so. Somebody else reviews in your place.")
    expect(trainee.link("Work %(number)d", number=2)).to_have_count(0)

    facilitator.opens(places("/cohorts/{cohort}/assignments"))
    facilitator.heading("Reviews by peers")
    done = _pair(facilitator, "Sanne Hoekstra", "Yusuf Demir")
    facilitator.sees("Reviewed", done)
    expect(_pair(facilitator, "Sanne Hoekstra", "Meral Aydin")).to_have_count(0)
    assert faults_of(facilitator) == []
    waiting = _pair(facilitator, "Fatima El Amrani", "Sanne Hoekstra")
    facilitator.unfolds("Ask somebody else", waiting)
    facilitator.presses("Ask somebody else", waiting)
    facilitator.sees("Somebody else is asked.")
    expect(_pair(facilitator, "Fatima El Amrani", "Sanne Hoekstra")).to_have_count(0)
    facilitator.follows("Yusuf Demir", exact=True)
    said = facilitator.page.locator("article").filter(has_text=REVIEW)
    facilitator.sees("Sanne Hoekstra", said)
    facilitator.sees("Rated: %(words)s", said, words=facilitator.words("It helps me to do it better"))
    assert faults_of(facilitator) == []


def _counted(visit, *, done, asked, where="Peers review this: %(done)d of %(asked)d reviews"):
    """How many reviews are here; when it ends is another matter."""
    whole = f"{where} are here. It ends %(moment)s, whatever is there by then."
    return re.compile(re.escape(visit.words(whole, done=done, asked=asked, moment="@").partition("@")[0].strip()))


def _pair(facilitator, reviewer, writer):
    words = facilitator.words("%(reviewer)s reviews %(writer)s", reviewer=reviewer, writer=writer)
    return facilitator.page.locator("li").filter(has_text=words)
