"""A facilitator walks through the gradebook by keyboard, sets a grade and weighs; the trainee reads why. With and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
CELL = "td a[id^=c]"


def test_facilitator_walks_to_a_grade_and_comes_back_to_its_cell(page_as, places):
    facilitator = page_as("facilitator")
    facilitator.opens(places("/cohorts/{cohort}"))
    facilitator.follows("Grades", exact=True)
    facilitator.heading("Grades")
    table = facilitator.page.locator("table")
    if facilitator.manner.javascript:
        expect(table).to_have_attribute("role", "grid")
        expect(table.locator("[tabindex='0']")).to_have_count(1)
        table.locator("tbody tr").first.locator("th a").focus()
        for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowUp", "End", "Home", "ArrowRight", "ArrowRight"):
            facilitator.page.keyboard.press(key)
        cell = table.locator("tbody tr").first.locator(CELL).first
        expect(cell).to_be_focused()
        facilitator.page.keyboard.press("ArrowUp")
        expect(table.locator("thead th").nth(2).locator("a")).to_be_focused()
        facilitator.page.keyboard.press("Control+End")
        expect(table.locator("tbody tr").last.locator(CELL).last).to_be_focused()
        facilitator.page.keyboard.press("Shift+Tab")
        facilitator.page.keyboard.press("Tab")
        expect(table.locator("tbody tr").last.locator(CELL).last).to_be_focused()
        facilitator.page.keyboard.press("Enter")
    else:
        table.locator("tbody tr").last.locator(CELL).last.click()
    facilitator.page.wait_for_url("**/memberships/*/grades/*")
    facilitator.heading("Where it comes from")
    facilitator.heading("How it counts")
    assert faults_of(facilitator) == []
    facilitator.follows("Grades", facilitator.page.locator(".crumbs"), exact=True)
    facilitator.page.wait_for_url("**/cohorts/*/grades#c*")
    if facilitator.manner.javascript:
        expect(facilitator.page.locator("tbody tr").last.locator(CELL).last).to_be_focused()


def test_facilitator_narrows_the_book_and_takes_it_along(page_as, places):
    facilitator = page_as("facilitator")
    facilitator.opens(places("/cohorts/{cohort}/grades"))
    if not facilitator.page.get_by_label(facilitator.words("Kind"), exact=True).is_visible():
        facilitator.unfolds("Filter")
    facilitator.page.get_by_label(facilitator.words("Kind"), exact=True).select_option("assignment")
    facilitator.page.get_by_label(facilitator.words("Only what waits for a grade")).check()
    if not facilitator.manner.javascript:
        facilitator.presses("Show", exact=True)
    rows = facilitator.page.locator("tbody tr")
    expect(facilitator.page.locator("thead th")).to_have_count(3)
    expect(rows.filter(has_text="Fatima")).to_have_count(1)
    expect(rows.filter(has_text="Bart")).to_have_count(0)
    expect(facilitator.page).to_have_url(re.compile("waiting=1"))
    assert faults_of(facilitator) == []
    with facilitator.page.expect_download() as download:
        facilitator.follows("CSV for a spreadsheet")
    assert download.value.suggested_filename.endswith(".csv")


def test_grade_is_set_read_by_its_owner_and_taken_back(page_as, places):
    facilitator, trainee = page_as("facilitator"), page_as("trainee")
    address = places("/memberships/{membership}/grades/{quiz}")
    facilitator.opens(address)
    facilitator.writes("Grade in percent", "130")
    facilitator.page.locator("#reason").fill("Shown in conversation.")
    with facilitator.expecting(422):
        facilitator.presses("Set this grade")
        facilitator.sees("Write a number from 0 to 100.")
    assert faults_of(facilitator) == []
    facilitator.writes("Grade in percent", "95")
    facilitator.presses("Set this grade")
    facilitator.heading("Set another grade")

    trainee.opens(places("/cohorts/{cohort}"))
    trainee.follows("My grades")
    trainee.heading("My grades")
    assert faults_of(trainee) == []
    trainee.page.locator(f"a[href='{address}']").click()
    trainee.sees("Shown in conversation.")
    expect(trainee.page.get_by_role("button", name=trainee.words("Set this grade"))).to_have_count(0)
    assert faults_of(trainee) == []

    facilitator.page.locator("#back_reason").fill("It was for somebody else.")
    facilitator.presses("Take the set grade back")
    facilitator.sees("It was for somebody else.")
    facilitator.heading("Set the grade")


def test_categories_are_chosen_and_stand_with_the_total(page_as, places):
    facilitator = page_as("facilitator")
    facilitator.opens(places("/cohorts/{cohort}/grades"))
    facilitator.follows("Categories and weights")
    facilitator.presses("Add a category")
    facilitator.page.locator("#categories-2-name").fill("Talking")
    facilitator.page.locator("#categories-2-weight").fill("5000")
    with facilitator.expecting(422):
        facilitator.presses("Keep this")
        facilitator.page.get_by_role("alert").wait_for()
    assert faults_of(facilitator) == []
    facilitator.page.locator("#categories-2-weight").fill("3")
    facilitator.presses("Keep this")
    facilitator.heading("Grades")
    facilitator.opens(places("/memberships/{membership}/grades"))
    facilitator.sees("Talking")
