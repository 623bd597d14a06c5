"""What remains of a training: a certificate others can check, its revocation, and what changed in the lessons since."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)


def faults_of(visit):
    return faults(visit.page, visit.manner.locale) if visit.manner.javascript else []


def test_a_certificate_is_shown_checked_revoked_and_restored(page_as, places):
    mentor, guest, author = page_as("mentor"), page_as(None), page_as("author")
    course = places("/courses/{course}")
    mentor.opens(course)
    mentor.follows("See your certificate")
    mentor.heading("Your certificate")
    name_me = mentor.field("Name me on the page on which it is checked")
    name_me.uncheck()
    mentor.presses("Keep this")
    address = mentor.page.locator("a[href^='/certificates/']").first.get_attribute("href")
    guest.opens(address)
    guest.sees("Valid")
    guest.misses("Wietske Postma")
    assert faults_of(guest) == []
    name_me.check()
    mentor.field("Show it on my profile").check()
    mentor.presses("Keep this")
    guest.opens(address)
    guest.sees("Wietske Postma")

    author.opens(course)
    author.follows("Certificates")
    row = author.page.locator("li").filter(has=author.page.get_by_role("heading", name="Wietske Postma"))
    row.locator("summary").click()
    author.writes("Why?", "It was given to the wrong person.", row)
    author.presses("Revoke this certificate", row)
    guest.opens(address)
    guest.sees(re.compile("It was given to the wrong person."))
    mentor.opens(f"{course}/certificate")
    mentor.sees(re.compile("It was given to the wrong person."))
    author.presses("Make it valid again", row)
    guest.opens(address)
    guest.sees("Valid")


def test_the_paper_is_fetched_by_its_owner_in_either_language(page_as, places):
    mentor = page_as("mentor")
    mentor.opens(places("/courses/{course}/certificate"))
    for link in (mentor.link("Download the PDF"), mentor.page.locator("a[href*='certificate.pdf?language=']")):
        with mentor.page.expect_download() as download:
            link.click()
        assert download.value.suggested_filename.endswith(".pdf")


def test_what_changed_since_the_training_is_read_on_one_page(page_as):
    mentor = page_as("mentor")
    mentor.opens("/changes")
    mentor.heading("Changed since your training")
    if mentor.manner.javascript and mentor.manner.locale == "en":
        mentor.sees("When you did it wrong")
        mentor.sees("taken out")
    mentor.page.locator("main details summary").first.click()
    expect(mentor.page.locator(".diff ins, .diff del").first).to_be_visible()
    assert faults_of(mentor) == []
    rows = mentor.page.locator("main ul.lines > li")
    before = rows.count()
    rows.first.get_by_role("button").click()
    expect(rows).to_have_count(before - 1)
