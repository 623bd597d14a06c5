"""A member finds things in one search, and sets language, colours, what others see, and where she is signed in."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults
from tests.browser.things import picture
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)


def test_search_finds_lessons_articles_conversations_and_people(page_as):
    member = page_as("trainee")
    member.opens("/")
    find = member.page.get_by_role("searchbox", name=member.words("Search")).first
    find.fill("silence")
    find.press("Enter")
    member.heading("Search")
    results = member.page.locator("li.result")
    expect(results.first).to_be_visible()
    expect(results.locator("mark").first).to_be_visible()
    kinds = member.page.get_by_role("navigation", name=member.words("Kinds of results"))
    member.follows("People", kinds)
    member.page.locator("#q").fill("Wietske")
    if not member.manner.javascript:
        member.presses("Search", member.page.get_by_role("main"), exact=True)
    member.follows("Wietske Postma")
    member.heading("Wietske Postma")
    member.opens("/search?q=xylophone")
    member.sees("Nothing you can see contains these words. Try fewer words, or another form of them.")


def test_language_and_colours_follow_the_choice(page_as):
    member = page_as("mentor")
    html = member.page.locator("html")
    other = "nl" if member.manner.locale == "en" else "en"
    member.opens("/account")
    member.field("Language", exact=True).select_option(other)
    member.page.get_by_role("radio", name=member.words("Dark"), exact=True).check()
    member.presses("Keep these settings")
    expect(html).to_have_attribute("lang", other)
    expect(html).to_have_attribute("data-theme", "dark")
    expect(member.page.locator("nav.nav").first).to_contain_text("Kennis" if other == "nl" else "Knowledge")
    member.opens("/courses")
    expect(html).to_have_attribute("data-theme", "dark")
    dark = member.page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")

    member.opens("/account")
    member.page.locator("#locale").select_option(member.manner.locale)
    member.page.locator('input[name="theme"][value="light"]').check()
    member.page.locator('form[action="/account/settings"] button').click()
    expect(html).to_have_attribute("lang", member.manner.locale)
    member.sees("Your settings are kept.")
    assert member.page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor") != dark


def test_what_is_kept_to_oneself_is_seen_by_nobody_else(page_as, places):
    member, other = page_as("trainee"), page_as("alumna")
    member.opens("/account/profile")
    member.writes("Organisation", "Gemeente Harlingen", exact=True)
    member.page.locator("#organisation_seen_by").select_option("nobody")
    member.writes("Sector", "Water", exact=True)
    member.presses("Keep your profile")
    member.sees("Your profile is kept.")
    member.sees("Gemeente Harlingen")
    other.opens(places("/people/{trainee}"))
    other.sees("Water", other.page.get_by_role("main"))
    other.misses("Gemeente Harlingen")
    other.opens("/people?q=Harlingen")
    other.misses("Sanne Hoekstra")


def test_photograph_is_shown_and_taken_away(page_as, places):
    member = page_as("trainee")
    member.opens("/account/profile")
    member.page.locator("#photo").set_input_files(picture("sanne.png"))
    member.presses("Use this photograph")
    member.sees("Your photograph is in its place.")
    expect(member.page.get_by_role("main").locator(".face img").first).to_be_visible()
    member.presses("Remove the photograph")
    member.sees("Your photograph is removed; your initials stand in its place.")


def test_other_browsers_are_signed_out_by_one_press(page_as):
    here, there = page_as(None), page_as(None)
    for visit in (here, there):
        visit.opens("/sign-in")
        visit.page.get_by_role("button", name="Daan Rietveld").click()
        expect(visit.page).to_have_url(visit.address + "/")
    here.opens("/account")
    here.presses("Sign out everywhere else")
    expect(here.page.locator("#sessions li")).to_have_count(1)
    there.opens("/account")
    expect(there.page).to_have_url(re.compile(r"/sign-in\?next="))
    here.opens("/")
    here.page.locator("details.menu > summary").click()
    here.presses("Sign out", exact=True)
    here.sees("You are signed out.")
    here.opens("/account")
    expect(here.page).to_have_url(re.compile(r"/sign-in\?next="))


def test_forgotten_password_is_replaced_by_mail(page_as, academy):
    person, admin = page_as(None), page_as("admin")
    person.opens("/sign-in")
    person.follows("Forgot your password?")
    person.writes("Mail address", "ana.oliveira@people.demo.example")
    person.presses("Send the link")
    person.sees("If this address has an account, a mail is on its way.")
    admin.opens("/admin/mails")
    row = admin.page.get_by_role("row").filter(has_text="ana.oliveira@people.demo.example")
    row = row.filter(has_text=re.compile("Choose a new password|Kies een nieuw wachtwoord"))
    admin.comes_back_until(row)
    row.first.get_by_role("link").click()
    admin.presses("Show the link")
    link = admin.page.locator("pre.as-typed a").filter(has_text="/password/reset/").get_attribute("href")
    person.opens(link[link.index("/password/reset/") :])
    person.writes("New password", "eleven storks on one chimney")
    person.presses("Keep this password")
    person.sees("Your password is changed. Sign in with the new one.")
    person.writes("Mail address", "ana.oliveira@people.demo.example")
    person.writes("Password", "eleven storks on one chimney")
    person.presses("Sign in", exact=True)
    expect(person.page).to_have_url(person.address + "/")


def test_guest_chooses_a_language_at_the_door(page_as):
    guest = page_as(None)
    other = ("nl", "Nederlands") if guest.manner.locale == "en" else ("en", "English")
    guest.opens("/sign-in")
    guest.page.get_by_role("button", name=other[1], exact=True).click()
    expect(guest.page.locator("html")).to_have_attribute("lang", other[0])
    guest.opens("/courses")
    expect(guest.page.locator("html")).to_have_attribute("lang", other[0])


def test_mail_address_changes_only_once_its_mail_was_opened(page_as, academy):
    member, admin = page_as(None), page_as("admin")
    member.opens("/sign-in")
    member.writes("Mail address", "tess.bakker@people.demo.example")
    member.writes("Password", "learning circle demo")
    member.presses("Sign in", exact=True)
    member.opens("/account")
    member.unfolds("Use another address")
    form = member.page.locator("#address form")
    form.locator("#new_email").fill("tess@elsewhere.demo.example")
    form.locator("#address_password").fill("learning circle demo")
    member.presses("Send the link", form)
    member.sees("tess.bakker@people.demo.example", member.page.locator("#address"))
    admin.opens("/admin/mails")
    row = admin.page.get_by_role("row").filter(has_text="tess@elsewhere.demo.example")
    admin.comes_back_until(row)
    row.first.get_by_role("link").click()
    admin.presses("Show the link")
    link = admin.page.locator("pre.as-typed a").filter(has_text="/account/address/").get_attribute("href")
    member.opens(link[link.index("/account/address/") :])
    if member.manner.javascript:
        assert faults(member.page, member.manner.locale) == []
    member.page.get_by_role("main").get_by_role("button").first.click()
    member.opens("/account")
    member.sees("tess@elsewhere.demo.example", member.page.locator("#address"))
