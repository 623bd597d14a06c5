"""An empty academy is opened in four steps, of which all but the first can be skipped."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.academy import Academy
from tests.browser.conftest import LOCALES
from tests.browser.looking import faults, show_at
from tests.browser.things import course_archive, picture
from tests.browser.visiting import MANNERS, WATCH_POLICY, Visit

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, ids=str)


@pytest.fixture
def founder(chromium, manner, tmp_path):
    """Somebody who has just started an academy with nothing in it, on their own machine."""
    academy = Academy(tmp_path / "empty", demo=False).open()
    context = chromium.new_context(
        base_url=academy.address,
        java_script_enabled=manner.javascript,
        locale=LOCALES[manner.locale],
        viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    if manner.javascript:
        context.add_init_script(WATCH_POLICY)
    visit = Visit(context.new_page(), academy.address, manner)
    yield visit
    context.close()
    academy.close()
    assert visit.complaints == []
    assert academy.failures() == []


def test_four_steps_open_an_academy_and_a_first_course(founder, manner):
    founder.opens("/courses")
    founder.page.wait_for_url("**/first-run")
    _is_whole(founder)
    founder.writes("Name of the academy", "Zomerschool Schelde")
    founder.writes("Your name", "Nienke Visser")
    founder.writes("Your mail address", "nienke@people.demo.example")
    founder.writes("Password", "too short")
    with founder.expecting(422):
        founder.presses("Open the academy")
        founder.page.get_by_role("alert").wait_for()
    founder.writes("Password", "seven terns above the mudflat")
    founder.presses("Open the academy")

    founder.heading("How should %(name)s look?", name="Zomerschool Schelde")
    _is_whole(founder)
    founder.field("Brand colour").fill("#7a2f5b")
    founder.field("Logo").set_input_files(picture("logo.png"))
    founder.presses("Keep and go on")
    founder.heading("Which language does %(name)s speak?", name="Zomerschool Schelde")
    _is_whole(founder)
    founder.field("Language", exact=True).select_option(manner.locale)
    founder.presses("Keep and go on")
    founder.heading("A first course")
    _is_whole(founder)
    founder.follows("Go on to inviting people")
    founder.heading("Who comes first?")
    _is_whole(founder)
    founder.writes("Mail addresses", "Bram Roos <bram@people.demo.example>")
    founder.presses("Invite them and finish")
    founder.sees("Your academy is open.")
    expect(founder.page.locator(".home-link")).to_contain_text("Zomerschool Schelde")
    founder.heading("First steps")
    _is_whole(founder)

    founder.follows("A first course")
    founder.follows("Import a course")
    founder.field("A zip, or the files of the course").set_input_files(course_archive())
    founder.presses("Import", exact=True)
    founder.page.wait_for_url("**/courses/imports/*")
    if not manner.javascript:
        founder.comes_back_until(founder.page.get_by_role("heading", name=founder.words("Arrived")))
    founder.heading("Arrived")
    founder.follows("Open the course")
    founder.heading("Slow reading")


def test_steps_can_be_skipped(founder):
    founder.opens("/")
    founder.writes("Name of the academy", "Zomerschool Schelde")
    founder.writes("Your name", "Nienke Visser")
    founder.writes("Your mail address", "nienke@people.demo.example")
    founder.writes("Password", "seven terns above the mudflat")
    founder.presses("Open the academy")
    founder.follows("Skip", exact=True)
    founder.follows("Skip", exact=True)
    founder.follows("Go on to inviting people")
    founder.follows("Skip and finish")
    expect(founder.page).to_have_url(re.compile(r"/$"))
    founder.heading("First steps")
    founder.opens("/people")
    founder.sees("Nienke Visser")


def _is_whole(visit):
    if visit.manner.javascript:
        wrong = faults(visit.page, visit.manner.locale)
        show_at(visit.page, 1280)
        assert not wrong, f"{visit.page.url}\n" + "\n".join(wrong)
