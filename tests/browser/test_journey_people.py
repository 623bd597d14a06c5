"""People find each other: by expertise, as far as each shows it; they write, answer, and one of them wants no more of it."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
QUESTION, ANSWER = "What do you say when nobody picks up?", "That I will ring again on Thursday, and then I do."


def finds(visit, expertise: str) -> list[str]:
    """The names of those who are found with it."""
    visit.opens(f"/people?expertise={expertise}")
    return visit.page.locator("#results .person-row a.name").all_inner_texts()


def shows(visit, field: str, to: str) -> None:
    visit.opens("/account/profile")
    visit.page.locator(f"select[name={field}_seen_by]").select_option(to)
    visit.presses("Keep your profile")
    visit.page.wait_for_url("**/people/*")


def test_each_line_of_a_profile_is_found_by_who_may_see_it(page_as, places):
    mentor, trainee, outsider = page_as("mentor"), page_as("trainee"), page_as("outsider")
    outsider.opens("/people")
    outsider.field("Expertise").select_option("Shame")
    if not outsider.manner.javascript:
        outsider.presses("Show", exact=True)
    expect(outsider.page.locator("#results .person-row a.name")).to_have_text(["Wietske Postma"])
    assert faults_of(outsider) == []
    shows(mentor, "expertise", "cohort")
    assert faults_of(mentor) == []
    assert finds(trainee, "Shame") == ["Wietske Postma"]
    assert finds(outsider, "Shame") == []
    outsider.sees("Nobody goes with this. Use fewer words, or look among everybody.")
    outsider.opens(places("/people/{mentor}"))
    outsider.heading("Wietske Postma")
    assert outsider.page.get_by_role("main").get_by_text("Shame", exact=True).count() == 0
    shows(mentor, "expertise", "nobody")
    assert finds(trainee, "Shame") == []
    shows(mentor, "expertise", "academy")
    assert finds(outsider, "Shame") == ["Wietske Postma"]


def test_somebody_is_written_to_answers_and_is_blocked(page_as, places):
    outsider, mentor = page_as("outsider"), page_as("mentor")
    outsider.opens(places("/people/{mentor}"))
    assert outsider.page.locator("a[href^='mailto:']").count() == 0
    outsider.follows("Write a message")
    outsider.sees("Only you and %(name)s read this. Neither sees the other’s mail address.", name="Wietske Postma")
    with outsider.expecting(422):
        outsider.presses_anyway("Send")
        outsider.sees("Write something first.")
    assert faults_of(outsider) == []
    outsider.writes("Your message", QUESTION)
    outsider.presses("Send")
    outsider.sees("Your message is written. It is up to %(name)s to answer.", name="Wietske Postma")

    mentor.opens("/inbox")
    mentor.page.get_by_role("main").get_by_role("link", name="Femke Dijkman").first.click()
    mentor.sees(QUESTION)
    assert faults_of(mentor) == []
    mentor.writes("Your message", ANSWER)
    mentor.presses("Send")
    mentor.sees(ANSWER)
    outsider.opens("/messages")
    outsider.sees(ANSWER)
    outsider.follows("Wietske Postma")
    outsider.sees(QUESTION)

    mentor.follows("See their page")
    mentor.unfolds("Block %(name)s", name="Femke Dijkman")
    mentor.presses("Block %(name)s", name="Femke Dijkman")
    mentor.sees("You blocked %(name)s. They do not know.", name="Femke Dijkman")
    assert faults_of(mentor) == []
    outsider.writes("Your message", "And if it is Friday?")
    outsider.presses("Send")
    outsider.sees("And if it is Friday?")
    mentor.opens("/inbox")
    mentor.misses("And if it is Friday?")
    mentor.opens("/account#blocked")
    mentor.presses("Unblock %(name)s", name="Femke Dijkman")
    mentor.sees("Unblocked. You hear from each other again.")
    mentor.opens(places("/people/{outsider}/messages"))
    mentor.field("Your message")
