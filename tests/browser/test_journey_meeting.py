"""What people do to meet: propose, second, come, wait, move up, say what they want to speak of, and cancel."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)


def test_a_proposal_becomes_a_plan_and_people_come(page_as, places):
    trainee, facilitator, mentor = page_as("trainee"), page_as("facilitator"), page_as("mentor")
    trainee.opens(places("/cohorts/{cohort}/events"))
    trainee.follows("Propose to meet")
    trainee.field("Meet-up", exact=True).check()
    trainee.writes("Title", "Soup before the session")
    trainee.field("Day", exact=True).fill((date.today() + timedelta(days=5)).isoformat())  # noqa: DTZ011
    trainee.page.locator("#begins").fill("18:00")
    trainee.page.locator("#ends").fill("17:00")
    trainee.page.locator("#place").fill("The kitchen upstairs")
    trainee.page.locator("#capacity").fill("1")
    with trainee.expecting(422):
        trainee.presses("Propose it")
    trainee.sees("It ends before it begins. Write a later hour, or a last day.")
    assert faults_of(trainee) == []
    expect(trainee.page.locator("#place")).to_have_value("The kitchen upstairs")
    trainee.page.locator("#ends").fill("19:00")
    trainee.presses("Propose it")
    trainee.heading("Soup before the session")
    trainee.heading("For the host")
    address = trainee.path.partition("?")[0].partition("#")[0]

    mentor.opens(address)
    mentor.presses("I would come")
    mentor.sees("You second it.")
    facilitator.opens(address)
    facilitator.presses("Plan it now")
    facilitator.heading("Who comes")
    assert faults_of(facilitator) == []

    mentor.opens(address)
    mentor.field("I come", exact=True).check()
    mentor.presses("Keep the answer")
    mentor.sees("%(taken)d of %(capacity)d places", taken=1, capacity=1)
    trainee.opens(address)
    trainee.field("I come", exact=True).check()
    trainee.presses("Keep the answer")
    trainee.sees("You are number %(number)d on the waiting list. You move up by yourself, and hear it.", number=1)
    assert faults_of(trainee) == []
    mentor.field("I do not come", exact=True).check()
    mentor.presses("Keep the answer")
    mentor.page.wait_for_load_state()
    expect(mentor.page.locator("#coming")).to_contain_text("Sanne Hoekstra")
    trainee.opens("/inbox")
    trainee.sees("You have a place: %(title)s", title="Soup before the session")
    trainee.opens(address)
    trainee.sees("%(taken)d of %(capacity)d places", taken=1, capacity=1)
    expect(trainee.page.locator("#coming .notice")).to_have_count(0)
    trainee.follows("Cancel the event")
    trainee.writes("Why is it cancelled?", "The cook is ill.")
    trainee.presses("Cancel it")
    trainee.sees("The cook is ill.")
    assert faults_of(trainee) == []


def test_an_agenda_is_proposed_voted_for_and_put_in_order(page_as, places):
    trainee, mentor, facilitator = page_as("trainee"), page_as("mentor"), page_as("facilitator")
    address = places("/events/{series_event}")
    trainee.opens(address)
    trainee.unfolds("Propose a point")
    trainee.writes("What do you want to speak of?", " ")
    trainee.writes("Minutes", "5")
    with trainee.expecting(422):
        trainee.presses("Propose it")
        trainee.sees("Say what it is about.")
    assert faults_of(trainee) == []
    expect(trainee.field("Minutes")).to_have_value("5")
    trainee.writes("What do you want to speak of?", "Who brings the bread?")
    trainee.presses("Propose it")
    trainee.sees("Proposed. The others can vote for it.")

    mentor.opens(address)
    point = mentor.page.locator("#agenda li").filter(has_text="Who brings the bread?")
    mentor.presses("Vote for it", inside=point)
    expect(mentor.button("Take my vote back", inside=point)).to_be_visible()
    expect(point).to_contain_text(mentor.plural("%(num)d vote", "%(num)d votes", 1))
    assert faults_of(mentor) == []
    mentor.presses("Take my vote back", inside=point)
    mentor.presses("Vote for it", inside=point)

    facilitator.opens(address)
    points = facilitator.page.locator("#agenda > div > ol > li")
    last = points.count()
    point = facilitator.page.locator("#agenda li").filter(has_text="Who brings the bread?")
    facilitator.presses("Put it on the agenda", inside=point)
    expect(points).to_have_count(last + 1)
    expect(points.last).to_contain_text("Who brings the bread?")
    facilitator.presses("Up", inside=points.last)
    expect(points.nth(last - 1)).to_contain_text("Who brings the bread?")
    assert faults_of(facilitator) == []
    trainee.opens("/inbox")
    trainee.sees("On the agenda: %(point)s", point="Who brings the bread?")
    trainee.opens(address)
    trainee.presses("Remove it", inside=trainee.page.locator("#agenda li").filter(has_text="Who brings the bread?"))
    trainee.misses("Who brings the bread?")


def test_a_calendar_has_a_secret_address_that_can_be_closed(page_as):
    trainee, guest = page_as("trainee"), page_as(None)
    trainee.opens("/calendar")
    trainee.follows("In my own calendar program")
    trainee.presses("Make an address")
    secret = trainee.field("Your secret address").input_value()
    assert faults_of(trainee) == []
    path = secret.partition("/calendar/")[2]
    answer = guest.page.request.get(f"{guest.address}/calendar/{path}")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in answer.text()
    trainee.presses("Close the address")
    trainee.sees("The address is closed. Programs that read it find nothing there any more.")
    assert guest.page.request.get(f"{guest.address}/calendar/{path}").status == 404


def test_who_was_there_is_marked_and_the_recap_written(page_as, places):
    facilitator, trainee = page_as("facilitator"), page_as("trainee")
    facilitator.opens(places("/dates/{held_date}/presence"))
    facilitator.field("Sanne Hoekstra").uncheck()
    facilitator.presses("Keep the list")
    facilitator.sees("Kept who was there.")
    facilitator.follows("Write the recap")
    facilitator.writes("What you want to say", "Six chairs, one of them empty.")
    facilitator.presses("Send", exact=True)
    facilitator.sees("Six chairs, one of them empty.")
    trainee.opens(places("/events/{series_event}"))
    trainee.follows("Recap: %(title)s", title="Practice evening: bring a conversation")
    trainee.sees("Six chairs, one of them empty.")
    assert faults_of(trainee) == []


def test_a_calendar_of_another_program_is_brought_in(page_as, places):
    facilitator = page_as("facilitator")
    facilitator.opens(places("/cohorts/{cohort}/events"))
    facilitator.follows("Bring in a calendar")
    lines = (
        "BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:heron", "SUMMARY:Evening of the herons", "DTSTART:20300304T193000Z",
        "DTEND:20300304T203000Z", "END:VEVENT", "BEGIN:VEVENT", "SUMMARY:Never", "END:VEVENT", "END:VCALENDAR", "",
    )  # fmt: skip
    sent = {"name": "theirs.ics", "mimeType": "text/calendar", "buffer": "\r\n".join(lines).encode()}
    facilitator.field("A calendar file").set_input_files(sent)
    facilitator.presses("Bring it in")
    facilitator.heading("Arrived")
    facilitator.sees("It does not say when it begins.")
    assert faults_of(facilitator) == []
    facilitator.follows("See the events")
    facilitator.sees("Evening of the herons")
