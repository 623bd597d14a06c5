"""Who carries a cohort changes: a mentor comes in for a time, and another facilitator takes it over."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
RACHID = "rachid.amezian@people.demo.example"
WORDS = "You said you missed the beginnings. Here is one."


def test_a_mentor_comes_in_for_a_time_and_is_thanked(page_as, places, academy):
    facilitator, alumna = page_as("facilitator"), page_as("alumna")
    name = academy.one("SELECT name FROM cohorts WHERE id = :id", id=places["cohort"])
    facilitator.opens(places("/cohorts/{cohort}/mentors/{alumna}"))
    facilitator.writes("For how many people", "60")
    facilitator.writes("Until and with", "2001-01-01")
    facilitator.writes("A few words to them", WORDS)
    with facilitator.expecting(422):
        facilitator.presses_anyway("Ask as mentor")
        facilitator.sees("Write a day that is still to come.")
    facilitator.sees("Write a number of people between 1 and 50.")
    assert faults_of(facilitator) == []
    expect(facilitator.field("A few words to them")).to_have_value(WORDS)
    facilitator.writes("For how many people", "3")
    facilitator.writes("Until and with", f"{date.today() + timedelta(days=60)}")  # noqa: DTZ011
    facilitator.presses("Ask as mentor")
    facilitator.sees("%(name)s is asked to come in as a mentor.", name="Linde de Graaf")

    with alumna.expecting(404):
        alumna.opens(places("/topics/{topic}"))
    alumna.opens("/")
    alumna.follows("You are invited to %(cohort)s", cohort=name)
    alumna.sees(WORDS)
    assert faults_of(alumna) == []
    alumna.presses("Come in")
    alumna.sees("You are in.")
    alumna.opens(places("/cohorts/{cohort}/members"))
    alumna.sees(alumna.plural("for %(num)d person at a time", "for up to %(num)d people at a time", 3))
    assert faults_of(alumna) == []
    alumna.opens(places("/topics/{topic}?from=1"))

    academy.rows("UPDATE mentor_terms SET until = date('now', '-2 days')")
    academy.does_anew("cohorts.mentoring.actions.end_terms")
    alumna.opens("/inbox")
    alumna.sees("Thank you for being a mentor of %(cohort)s", cohort=name)
    with alumna.expecting(404):
        alumna.opens(places("/topics/{topic}?from=1"))
    alumna.opens(places("/topics/{alumni_topic}?from=1"))


def test_a_cohort_is_handed_over_once_the_other_says_yes(page_as, places, academy):
    facilitator, rachid = page_as("facilitator"), page_as(None).signs_in(RACHID)
    if rachid.manner.locale == "en":
        rachid.opens("/account")
        rachid.page.locator("select[name=locale]").select_option("en")
        rachid.page.locator("form[action='/account/settings'] .actions button").click()
    name = academy.one("SELECT name FROM cohorts WHERE id = :id", id=places["cohort"])
    cohort, told = places("/cohorts/{cohort}"), places("/topics/{topic}?from=1")
    facilitator.opens(f"{cohort}/settings")
    facilitator.follows("Hand this cohort over")
    assert faults_of(facilitator) == []
    facilitator.field("To whom").select_option(label="Rachid Amezian")
    facilitator.writes("A few words to them", "They laugh before they work. Let them.")
    facilitator.presses("Ask them")
    facilitator.sees("Asked. You lead the cohort until they say yes.")

    with rachid.expecting(404):
        rachid.opens(told)
    rachid.opens("/inbox")
    rachid.follows("%(name)s asks you to lead %(cohort)s", name="Marieke van den Broek", cohort=name)
    rachid.sees("They laugh before they work. Let them.")
    rachid.heading("What is open there")
    assert faults_of(rachid) == []
    rachid.presses("Yes, I will lead it")
    rachid.sees("You lead this cohort now. Here is what needs you.")
    assert faults_of(rachid) == []
    rachid.opens(told)

    facilitator.opens("/inbox")
    facilitator.sees("%(name)s leads %(cohort)s from now on", name="Rachid Amezian", cohort=name)
    facilitator.opens(cohort)
    facilitator.heading(name)
    with facilitator.expecting(403):
        facilitator.opens(f"{cohort}/settings")
    facilitator.opens(told)
