"""An administrator names and colours the academy, invites, gives roles, closes an account; a guest asks to come in."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.things import picture
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
ASKED_TO_SIGN_IN = re.compile(r"/sign-in\?next=")
BRAND = "() => getComputedStyle(document.documentElement).getPropertyValue('--brand').trim()"


def test_name_colour_and_logo_are_seen_by_everybody(page_as):
    admin, guest = page_as("admin"), page_as(None)
    guest.opens("/")
    before = guest.page.evaluate(BRAND)

    admin.opens("/")
    admin.page.locator("details.menu > summary").click()
    admin.follows("Administration")
    admin.follows("Settings", admin.page.get_by_role("main"))
    admin.writes("Name of the academy", "Academie aan het Water")
    admin.presses("Save settings")
    admin.sees("Settings saved.")
    admin.follows("Brand")
    colour = admin.field("Brand colour")
    if admin.manner.javascript:
        with admin.page.expect_response(re.compile(r"/admin/brand\?")):
            colour.fill("#ffe08a")
        corrected = "A little different from what you chose, so that words stay readable: %(colour)s on light paper."
        admin.sees(re.compile(re.escape(admin.words(corrected).partition("%")[0])))
    else:
        colour.fill("#ffe08a")
    admin.presses("Save colour")
    admin.sees("Colour saved, made a little different so that words stay readable.")
    admin.field("Logo").set_input_files(picture("logo.png"))
    admin.presses("Save logo")
    admin.sees("Logo saved.")

    guest.opens("/")
    guest.heading("Academie aan het Water")
    assert guest.page.evaluate(BRAND) != before
    expect(guest.page.locator(".home-link img")).to_be_visible()


def test_people_are_invited_by_line_and_by_file_and_invitations_are_sent_again_and_withdrawn(page_as):
    admin = page_as("admin")
    admin.opens("/admin/invitations")
    admin.writes("Mail addresses", "Wout Vis <wout.vis@people.demo.example>\nno address at all")
    with admin.expecting(422):
        admin.presses("Invite", exact=True)
        admin.sees("no address at all", admin.page.get_by_role("main"))
    admin.writes("Mail addresses", "Wout Vis <wout.vis@people.demo.example>\nmina.os@people.demo.example")
    admin.presses("Invite", exact=True)
    admin.sees(admin.plural("%(num)d person invited.", "%(num)d people invited.", 2))

    admin.field("Or a CSV file").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": b"name;email\nTrui Bos;trui.bos@people.demo.example\n"}
    )
    admin.presses("Invite", exact=True)
    admin.sees(admin.plural("%(num)d person invited.", "%(num)d people invited.", 1))

    row = admin.page.get_by_role("row").filter(has_text="wout.vis@people.demo.example")
    admin.presses("Send again", row)
    admin.sees("Sent again to %(address)s; the earlier link no longer works.", address="wout.vis@people.demo.example")
    admin.presses("Withdraw", row)
    admin.sees("The invitation to %(address)s is withdrawn.", address="wout.vis@people.demo.example")
    expect(row).to_contain_text(admin.words("Withdrawn"))


def test_role_opens_what_it_is_for_and_the_log_says_who_gave_it(page_as):
    admin, manager = page_as("admin"), page_as("manager")
    with manager.expecting(403):
        manager.opens("/courses/new")
    admin.opens("/admin/people")
    search = admin.field("Name or mail address")
    search.fill("Bouzidi")
    if not admin.manner.javascript:
        admin.presses("Search", admin.page.get_by_role("main"), exact=True)
    admin.follows("Samira Bouzidi")
    admin.page.get_by_role("checkbox", name=admin.words("Author"), exact=True).check()
    admin.presses("Save roles")
    admin.sees("Roles of %(name)s saved.", name="Samira Bouzidi")
    admin.opens("/admin/audit")
    expect(admin.page.get_by_role("row").nth(1)).to_contain_text("Pieter Aalbers")
    admin.opens("/admin")
    admin.follows("Check that nobody changed the log")
    admin.sees("Every entry is as it was written.")


def test_closed_account_is_signed_out_and_cannot_come_in(page_as, places):
    admin, closed = page_as("admin"), page_as("outsider")
    closed.opens("/courses")
    admin.opens("/admin/people?q=Dijkman")
    admin.follows("Femke Dijkman")
    admin.unfolds("Close the account")
    admin.presses("Close the account", admin.page.get_by_role("main"))
    admin.sees("%(name)s can no longer sign in.", name="Femke Dijkman")
    closed.opens("/inbox")
    expect(closed.page).to_have_url(ASKED_TO_SIGN_IN)
    closed.writes("Mail address", "outsider@demo.example")
    closed.writes("Password", "learning circle demo")
    with closed.expecting(422):
        closed.presses("Sign in", exact=True)
        closed.sees("Address and password do not belong together. Check both, or ask for a new password.")
    admin.presses("Open the account again")
    admin.sees("%(name)s can sign in again.", name="Femke Dijkman")


def test_guest_reads_what_is_public_and_asks_to_join(page_as, academy, places):
    guest, admin = page_as(None), page_as("admin")
    guest.opens("/courses")
    guest.follows("Schuld en stress: de basis")
    guest.heading("Schuld en stress: de basis")
    expect(guest.page.get_by_role("main").locator('a[href^="/lessons/"]')).to_have_count(0)
    guest.opens("/knowledge")
    guest.follows(academy.one("SELECT title FROM collections WHERE id = :id", id=places["public_collection"]))
    title = academy.one("SELECT title FROM articles WHERE id = :id", id=places["public_article"])
    guest.follows(title)
    guest.heading(title)
    guest.opens(places("/courses/{course}"))
    expect(guest.page).to_have_url(ASKED_TO_SIGN_IN)

    guest.opens("/")
    guest.follows("Ask to join")
    with guest.expecting(422):
        guest.writes("Your name", "Joost de Haan")
        guest.writes("Mail address", "joost@")
        guest.writes("Why do you want to join?", "I work at a food bank and hear a lot.")
        guest.page.locator("form").last.evaluate("form => form.noValidate = true")
        guest.presses("Send the request")
        guest.sees("Write a mail address such as name@organisation.nl.")
    guest.writes("Mail address", "joost.dehaan@people.demo.example")
    guest.presses("Send the request")
    guest.sees("Your request has arrived. The answer comes by mail.")

    admin.opens("/admin/join-requests")
    admin.sees("I work at a food bank and hear a lot.")
    admin.presses("Invite %(name)s", name="Joost de Haan")
    admin.sees("%(name)s is invited.", name="Joost de Haan")
    admin.opens("/admin/invitations")
    admin.sees("joost.dehaan@people.demo.example")


def test_administrator_reads_a_cohort_only_for_a_reason_its_people_see(page_as, places):
    admin, trainee = page_as("admin"), page_as("trainee")
    with admin.expecting(404):
        admin.opens(places("/cohorts/{cohort}"))
    admin.opens(places("/cohorts/{cohort}/visits"))
    admin.writes("Reason", "A member asked me to look at a threat")
    admin.presses("Open it, in sight of its members")
    trainee.opens(places("/cohorts/{cohort}"))
    trainee.sees("An administrator is reading along.")
    trainee.follows("Who, why and until when")
    trainee.sees("A member asked me to look at a threat")
