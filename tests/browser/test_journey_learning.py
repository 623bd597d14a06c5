"""A newcomer becomes a trainee: resumes, reads, completes, asks at a paragraph, is answered, and accepts the answer."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey_asking import goes_on
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
QUESTION = "Is a sigh change talk too, or only tiredness?"
ANSWER = "Only if words follow it. Wait, and count to four."


def test_newcomer_chooses_a_trainee_at_the_door_and_resumes_her_lesson(page_as):
    newcomer = page_as(None)
    newcomer.opens("/")
    newcomer.follows("Sign in")
    newcomer.heading("Who do you want to be?")
    newcomer.page.get_by_role("button", name="Sanne Hoekstra").click()
    newcomer.link("Resume lesson %(number)s", number="3.2").click()
    expect(newcomer.page.get_by_role("heading", level=1)).to_contain_text("Hearing change talk")


def test_wrong_password_is_told_in_the_form_and_the_right_one_opens_the_academy(page_as):
    newcomer = page_as(None)
    newcomer.opens("/sign-in?next=/courses")
    newcomer.writes("Mail address", "trainee@demo.example")
    newcomer.writes("Password", "not the password of anybody")
    with newcomer.expecting(422):
        newcomer.presses("Sign in", exact=True)
        newcomer.sees("Address and password do not belong together. Check both, or ask for a new password.")
    if newcomer.manner.javascript:
        expect(newcomer.page.get_by_role("alert")).to_be_focused()
    newcomer.writes("Password", "learning circle demo")
    newcomer.presses("Sign in", exact=True)
    newcomer.page.wait_for_url("**/courses")


def test_trainee_completes_a_lesson_and_stands_at_the_next(page_as, places):
    trainee = page_as("trainee")
    trainee.opens("/")
    trainee.follows("Resume lesson %(number)s", number="3.2")
    first = trainee.path.partition("#")[0].partition("?")[0]
    trainee.presses("Complete and next")
    trainee.sees("Lesson %(number)s is done.", number="3.2")
    trainee.sees("Lesson %(number)s", number="3.3")
    outline = trainee.page.get_by_role("navigation", name=trainee.words("Lessons of this module"))
    expect(outline.locator(f'a[href^="{first}"] svg')).to_have_attribute("aria-label", trainee.words("Done"))
    trainee.opens("/")
    trainee.link("Resume lesson %(number)s", number="3.3")
    trainee.opens(first)
    trainee.presses("Not done yet")
    trainee.sees("Marked as not done yet.")
    trainee.button("Complete and next")


def test_question_at_a_paragraph_is_shared_answered_and_closed_by_its_asker(page_as, places):
    trainee, mentor = page_as("trainee"), page_as("mentor")
    lesson = places("/lessons/{lesson}")

    trainee.opens(lesson)
    _asks_at_second_paragraph(trainee)
    quoted = trainee.page.locator("blockquote").inner_text()
    trainee.writes("Your question in one sentence", QUESTION)
    goes_on(trainee)
    trainee.writes(
        "What others need to know to answer it", "Mine sighs a lot. @[Wietske Postma], what do you do with it?"
    )
    trainee.presses("Ask it")
    trainee.heading(QUESTION)
    topic = trainee.path.partition("#")[0]
    expect(trainee.page.locator("blockquote").first).to_contain_text(quoted[:40])
    expect(trainee.page.get_by_role("link", name="Wietske Postma").first).to_be_visible()

    mentor.opens("/inbox")
    row = mentor.page.get_by_role("listitem").filter(has_text=QUESTION)
    mentor.sees("Mentioned you", row)
    row.get_by_role("heading").get_by_role("link").click()
    mentor.heading(QUESTION)
    _presses_me_too(mentor)
    mentor.page.locator("#composer textarea").fill(ANSWER)
    mentor.presses("Reply", mentor.page.locator("#composer"), exact=True)
    mentor.sees(ANSWER)
    assert mentor.page.locator("#composer textarea").input_value() == ""

    trainee.opens("/inbox")
    row = trainee.page.get_by_role("listitem").filter(has_text=QUESTION)
    row.get_by_role("heading").get_by_role("link").click()
    answer = trainee.page.locator("article.post").filter(has_text=ANSWER).last
    trainee.presses("This answers it", answer)
    accepted = trainee.page.locator("section.accepted")
    expect(accepted).to_contain_text(ANSWER)
    trainee.heading("Accepted answer")

    trainee.opens(lesson)
    note = trainee.page.locator("details.note").filter(has_text=QUESTION)
    expect(note).to_contain_text(trainee.words("answered"))
    mentor.opens(topic)
    mentor.heading("Accepted answer")


def test_conversation_in_the_cohort_is_started_answered_and_found(page_as, places):
    trainee, other = page_as("trainee"), page_as("facilitator")
    trainee.opens(places("/cohorts/{cohort}"))
    trainee.follows("Start a conversation")
    trainee.writes("Your title in one sentence", "A whiteboard of silences")
    trainee.writes("What you want to say", "We count them at the desk now. The **wallabies** of our week.")
    trainee.presses("Start it")
    trainee.heading("A whiteboard of silences")
    address = trainee.path.partition("#")[0]

    other.opens(places("/cohorts/{cohort}"))
    other.follows("A whiteboard of silences")
    other.page.locator("#composer textarea").fill("Bring the photograph on Thursday.")
    other.presses("Reply", other.page.locator("#composer"), exact=True)
    other.sees("Bring the photograph on Thursday.")

    trainee.opens(address)
    reply = trainee.page.locator("article.post").filter(has_text="Bring the photograph on Thursday.")
    trainee.presses("Thank", reply)
    expect(reply.get_by_role("button", name=trainee.words("Thanked"))).to_be_visible()
    trainee.follows("More", trainee.page.locator("#post-1"))
    trainee.follows("Edit", exact=True)
    trainee.writes("Title", "A whiteboard full of silences")
    trainee.presses("Save the change")
    trainee.heading("A whiteboard full of silences")

    other.opens("/")
    find = other.page.get_by_role("searchbox", name=other.words("Search")).first
    find.fill("wallabies")
    find.press("Enter")
    other.follows("A whiteboard full of silences")
    other.heading("A whiteboard full of silences")


def test_removed_reply_leaves_a_line_and_can_come_back(page_as, places):
    trainee = page_as("trainee")
    trainee.opens(places("/topics/{long_topic}"))
    trainee.page.locator("#composer textarea").fill("Said too quickly.")
    trainee.presses("Reply", trainee.page.locator("#composer"), exact=True)
    post = trainee.page.locator("article.post").filter(has_text="Said too quickly.")
    trainee.follows("More", post)
    trainee.follows("Remove…")
    trainee.unfolds("Remove this")
    trainee.presses("Remove it")
    trainee.misses("Said too quickly.")
    gone = trainee.page.locator("article.post.gone").last
    trainee.presses("Undo", gone)
    trainee.sees("Said too quickly.")


def test_stranger_finds_nothing_of_a_cohort(page_as, places):
    stranger = page_as("outsider")
    with stranger.expecting(404):
        stranger.opens(places("/cohorts/{cohort}"))
    stranger.heading("There is nothing here for you")


def _asks_at_second_paragraph(visit):
    if visit.manner.javascript:
        paragraph = visit.page.locator("p[data-block]").nth(1)
        paragraph.hover()
        visit.follows("Ask here", paragraph)
    else:
        visit.unfolds("Ask at a passage")
        visit.page.locator("aside.rail ol a").nth(1).click()
    visit.heading("Ask at this passage")


def _presses_me_too(visit):
    opening = visit.page.locator("#post-1")
    visit.presses("Me too", opening)
    expect(opening.get_by_role("button", name=re.compile(visit.words("Me too")))).to_have_attribute(
        "aria-pressed", "true"
    )
