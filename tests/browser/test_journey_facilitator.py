"""A facilitator opens a cohort, plans it, lets people in by hand, link and list, announces, and sees who is where."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from lms.database import now
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
PASSWORD = "four herons wait by the water"


def test_facilitator_opens_a_cohort_and_people_come_in(page_as, places):
    facilitator, newcomer = page_as("facilitator"), page_as(None)
    address = _opens_a_cohort(facilitator, places, "Harbour group")

    # somebody of the academy
    facilitator.opens(f"{address}/people")
    search = facilitator.page.get_by_role("main").get_by_role("searchbox", name=facilitator.words("Name"))
    search.fill("Hanneke")
    if not facilitator.manner.javascript:
        search.press("Enter")
    found = facilitator.page.locator("#found li").filter(has_text="Hanneke")
    facilitator.presses("Add as trainee", found)
    facilitator.sees(re.compile("Hanneke.*" + facilitator.words("%(name)s is in.", name="")[1:]))

    # by link
    facilitator.writes("Days it works", "7")
    facilitator.writes("Places", "1")
    facilitator.presses("Make a link")
    link = facilitator.field("Invitation link").input_value()
    newcomer.opens(link)
    newcomer.heading("Harbour group")
    newcomer.writes("Your name", "Ottoline Brandsma")
    newcomer.writes("Your mail address", "ottoline@people.demo.example")
    newcomer.presses("Send me the mail")
    newcomer.heading("Look in your mail")
    _accepts_from_the_mail_page(page_as, newcomer, "ottoline@people.demo.example")
    newcomer.follows("Start with lesson %(number)s", number="1.1")
    newcomer.button("Complete and next")
    newcomer.opens(address)
    newcomer.heading("Harbour group")

    # an announcement, which reaches who is in
    facilitator.opens(address)
    facilitator.follows("Announce something")
    facilitator.writes("Your title in one sentence", "We meet at the harbour")
    facilitator.writes("What you want to say", "Bring a coat.")
    facilitator.presses("Announce it")
    facilitator.heading("We meet at the harbour")
    newcomer.opens("/inbox")
    newcomer.sees("We meet at the harbour")
    newcomer.page.get_by_role("heading", name="We meet at the harbour").get_by_role("link").click()
    newcomer.page.locator("#composer textarea").fill("Which harbour?")
    newcomer.presses("Reply", newcomer.page.locator("#composer"), exact=True)
    newcomer.sees("Which harbour?")

    # who is where
    facilitator.opens(address)
    facilitator.follows("Who is where")
    facilitator.sees("Ottoline Brandsma")


def test_list_of_addresses_shows_what_will_happen_before_it_does(page_as, places):
    facilitator = page_as("facilitator")
    facilitator.opens(places("/cohorts/{cohort}/people"))
    facilitator.page.locator("#by-mail").get_by_label(facilitator.words("Or a CSV file")).set_input_files(
        {
            "name": "people.csv",
            "mimeType": "text/csv",
            "buffer": b"name,email\nJoep Brink,joep.brink@people.demo.example\nNobody,not an address\n"
            b"Sanne,trainee@demo.example\n",
        }
    )
    facilitator.presses("Show what will happen")
    facilitator.heading("What will happen")
    facilitator.sees("joep.brink@people.demo.example")
    facilitator.sees("Will be invited by mail")
    facilitator.sees("Is in the cohort already")
    facilitator.presses("Do this")
    facilitator.heading("What happened")
    if not facilitator.manner.javascript:
        done = facilitator.page.get_by_text(facilitator.words("All of it is done."))
        facilitator.comes_back_until(done)
    facilitator.sees("All of it is done.")
    facilitator.opens(places("/cohorts/{cohort}/people"))
    facilitator.sees("Joep Brink", facilitator.page.locator("#invitations"))


def test_invited_newcomer_lands_on_resume(page_as, academy, places):
    facilitator, newcomer = page_as("facilitator"), page_as(None)
    facilitator.opens(places("/cohorts/{cohort}/people"))
    by_mail = facilitator.page.locator("#by-mail")
    by_mail.get_by_label(facilitator.words("Mail addresses")).fill("Maaike Tol <maaike.tol@people.demo.example>")
    facilitator.presses("Show what will happen")
    facilitator.presses("Do this")
    if not facilitator.manner.javascript:
        facilitator.comes_back_until(facilitator.page.get_by_text(facilitator.words("All of it is done.")))
    facilitator.sees("All of it is done.")
    _accepts_from_the_mail_page(page_as, newcomer, "maaike.tol@people.demo.example")
    newcomer.follows("Start with lesson %(number)s", number="1.1")
    newcomer.button("Complete and next")


def test_asked_mentor_says_yes(page_as, academy, places):
    facilitator, alumna = page_as("facilitator"), page_as("alumna")
    facilitator.opens(places("/cohorts/{cohort}/people?q=Linde"))
    found = facilitator.page.locator("#found li").filter(has_text="Linde de Graaf")
    facilitator.presses("Ask as mentor", found)
    name = academy.one("SELECT name FROM cohorts WHERE id = :id", id=places["cohort"])
    alumna.opens("/")
    alumna.follows("You are invited to %(cohort)s", cohort=name)
    alumna.presses("Come in")
    alumna.sees("You are in.")
    alumna.opens(places("/cohorts/{cohort}/members"))
    alumna.sees("Linde de Graaf")


def test_dates_that_cannot_be_are_told_beside_their_field(page_as, places):
    facilitator = page_as("facilitator")
    facilitator.opens(places("/courses/{course}/cohorts/new"))
    facilitator.writes("Name", "Backwards", exact=True)
    facilitator.writes("First day", "2027-05-01")
    facilitator.writes("Last day", "2027-04-01")
    with facilitator.expecting(422):
        facilitator.presses("Open the cohort")
        facilitator.sees("The last day lies before the first. Write a day after it.")
    assert facilitator.field("Name", exact=True).input_value() == "Backwards"


def _opens_a_cohort(facilitator, places, name):
    facilitator.opens(places("/courses/{course}"))
    facilitator.follows("Open a cohort")
    facilitator.writes("Name", name, exact=True)
    facilitator.writes("First day", (now().date() - timedelta(days=2)).isoformat())
    facilitator.writes("Last day", (now().date() + timedelta(days=60)).isoformat())
    facilitator.writes("Words of welcome", "Come in, the kettle is **on**.")
    facilitator.presses("Open the cohort")
    facilitator.sees("%(cohort)s is open. Next: when its modules open.", cohort=name)
    address = facilitator.path.partition("/schedule")[0]
    second = facilitator.page.get_by_role("group").filter(has_text=re.compile(r"^\s*2\. ")).first
    second.get_by_label(facilitator.words("Opens")).select_option("on_date")
    second.get_by_label(facilitator.words("Date"), exact=True).fill((now().date() + timedelta(days=14)).isoformat())
    facilitator.presses("Save the schedule")
    facilitator.sees("The schedule is kept.")
    return address


def _accepts_from_the_mail_page(page_as, newcomer, mail_address):
    """No mail server here: the administrator reads the mail and passes the link on."""
    admin = page_as("admin")
    admin.opens("/admin/mails")
    row = admin.page.get_by_role("row").filter(has_text=mail_address)
    admin.comes_back_until(row)
    row.first.get_by_role("link").click()
    admin.presses("Show the link")
    link = admin.page.locator("pre.as-typed a").filter(has_text="/invitations/").get_attribute("href")
    newcomer.opens(link[link.index("/invitations/") :])
    newcomer.writes("Password", PASSWORD)
    newcomer.presses("Accept the invitation")
    expect(newcomer.page).to_have_url(re.compile(re.escape(newcomer.address) + "/(?!invitations)"))
