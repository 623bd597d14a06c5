"""The training is over and nothing closed: an alumna reads on, talks on, and sees what changed since."""

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)


def test_alumna_talks_on_in_a_cohort_that_is_over(page_as, places):
    alumna, other = page_as("alumna"), page_as("mentor")
    alumna.opens("/cohorts")
    over = alumna.page.locator("section.hang").filter(has_text=alumna.words("Going on as alumni"))
    over.get_by_role("heading", level=3).get_by_role("link").first.click()
    assert alumna.path == places("/cohorts/{ended_cohort}")
    alumna.follows("Start a conversation")
    alumna.writes("Your title in one sentence", "A year on, and still counting to four")
    alumna.writes("What you want to say", "It works at home as well.")
    alumna.presses("Start it")
    alumna.heading("A year on, and still counting to four")

    other.opens(places("/cohorts/{ended_cohort}"))
    other.follows("A year on, and still counting to four")
    other.page.locator("#composer textarea").fill("At mine it takes six.")
    other.presses("Reply", other.page.locator("#composer"), exact=True)
    other.sees("At mine it takes six.")


def test_changed_lesson_shows_its_difference_until_it_is_read_again(page_as, academy, places):
    alumna = page_as("alumna")
    alumna.opens("/")
    alumna.heading("Changed since your training")
    changed = alumna.page.locator("section.hang").filter(has_text=alumna.words("Changed since your training"))
    title = changed.locator("h3 a[href^='/lessons/'][href$='/changes']").first
    name = title.inner_text()
    title.click()
    alumna.heading("What changed since you completed it")
    expect(alumna.page.locator(".diff ins, .diff del").first).to_be_visible()
    alumna.presses("I have read it again")
    alumna.sees("Marked as read again.")
    alumna.heading(name)
    alumna.misses("See what changed")
    alumna.opens("/")
    expect(changed.get_by_role("link", name=name)).to_have_count(0)


def test_questions_she_could_answer_lead_to_a_place_to_answer(page_as):
    alumna = page_as("mentor")
    alumna.opens("/")
    section = alumna.page.locator("section.hang").filter(has_text=alumna.words("Questions you could answer"))
    section.get_by_role("heading", level=3).get_by_role("link").first.click()
    alumna.page.locator("#composer textarea").fill("I can tell you how that went here.")
    alumna.presses("Reply", alumna.page.locator("#composer"), exact=True)
    alumna.sees("I can tell you how that went here.")
