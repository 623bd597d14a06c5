"""Somebody, and then a whole cohort, goes on in another: all stands where it was, and nobody reads what was not said to them."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
GWEN, THIJS = "gwen.martina@people.demo.example", "thijs.verbeek@people.demo.example"
SAID_THERE = "I still count to four before I say anything."
SAID_TO_ALL = "Whoever was here and whoever comes: what do you bring?"


@pytest.fixture(scope="module")
def names(academy, places):
    """What the cohort that goes on is called, and the one it goes on in."""
    name = "SELECT name FROM cohorts WHERE id = :id"
    return [academy.one(name, id=places[which]) for which in ("ended_cohort", "cohort")]


def looks_at_what_will_happen(facilitator, cohort: str) -> None:
    facilitator.field("Cohort", exact=True).select_option(label=cohort)
    facilitator.presses("Show what will happen")


def unread_by(visit) -> list[str]:
    return visit.page.locator("li.topic.unread h3 a").all_inner_texts()


def says(visit, words: str) -> None:
    composer = visit.page.locator("#composer")
    composer.locator("textarea").fill(words)
    visit.presses("Reply", composer, exact=True)
    visit.sees(words)


def test_one_person_goes_on_and_reads_on_what_was_theirs(page_as, places, names):
    former, cohort = names
    facilitator, gwen = page_as("facilitator"), page_as(None).signs_in(GWEN)
    facilitator.opens(places("/cohorts/{ended_cohort}/members"))
    facilitator.follows("Change", facilitator.page.get_by_role("listitem").filter(has_text="Gwen Martina"))
    facilitator.follows("Let them go on in another cohort")
    looks_at_what_will_happen(facilitator, cohort)
    facilitator.heading("From %(former)s to %(cohort)s: what will happen", former=former, cohort=cohort)
    assert faults_of(facilitator) == []
    facilitator.presses("Do this")
    facilitator.sees("%(name)s goes on in %(cohort)s, and knows.", name="Gwen Martina", cohort=cohort)

    gwen.opens("/inbox")
    gwen.sees("You go on in %(cohort)s", cohort=cohort)
    gwen.opens(places("/topics/{alumni_topic}?from=1"))
    expect(gwen.page.locator("#post-1")).to_be_visible()
    expect(gwen.page.locator("#composer textarea")).to_have_count(0)
    assert faults_of(gwen) == []
    gwen.opens(places("/cohorts/{cohort}"))
    gwen.heading(cohort)
    assert faults_of(gwen) == []
    with gwen.expecting(404):
        gwen.opens(places("/topics/{topic}"))


def test_a_cohort_goes_on_as_its_preview_said(page_as, places, names):
    former, cohort = names
    facilitator, alumna, trainee = page_as("facilitator"), page_as("alumna"), page_as("trainee")
    theirs, ours = places("/topics/{alumni_topic}?from=1"), places("/topics/{topic}?from=1")
    alumna.opens(theirs)
    alumna.follows("More", alumna.page.locator("#post-2"))
    alumna.presses("Mark unread from here")
    alumna.opens(places("/cohorts/{ended_cohort}"))
    unread = unread_by(alumna)
    assert unread

    facilitator.opens(places("/cohorts/{ended_cohort}/settings"))
    facilitator.follows("Let this cohort go on in another")
    looks_at_what_will_happen(facilitator, cohort)
    facilitator.heading("%(former)s goes on in %(cohort)s: what will happen", former=former, cohort=cohort)
    facilitator.sees("Thijs Verbeek")
    assert faults_of(facilitator) == []
    leaver = page_as(None).signs_in(THIJS)
    leaver.opens(places("/cohorts/{ended_cohort}/members"))
    leaver.unfolds("Leave %(cohort)s", cohort=former)
    leaver.presses("Leave %(cohort)s", cohort=former)
    leaver.page.wait_for_url(f"{leaver.address}/cohorts*")
    with facilitator.expecting(409):
        facilitator.presses("Let it go on there")
        facilitator.sees("Something changed since you looked. Nothing was done.")
    facilitator.misses("Thijs Verbeek")
    assert faults_of(facilitator) == []
    facilitator.presses("Let it go on there")
    facilitator.sees("%(former)s goes on here. Everybody knows.", former=former)

    alumna.opens(places("/cohorts/{ended_cohort}"))
    assert alumna.path == places("/cohorts/{cohort}")
    assert unread_by(alumna) == unread
    assert faults_of(alumna) == []
    alumna.opens(theirs)
    says(alumna, SAID_THERE)
    with trainee.expecting(404):
        trainee.opens(theirs)
    trainee.opens("/search?q=count+four")
    trainee.misses(SAID_THERE)
    with alumna.expecting(404):
        alumna.opens(ours)

    facilitator.opens(places("/cohorts/{cohort}/topics/new?kind=discussion"))
    facilitator.writes("Your title in one sentence", "One group from now on")
    facilitator.writes("What you want to say", SAID_TO_ALL)
    facilitator.presses("Start it")
    facilitator.heading("One group from now on")
    for reader in (alumna, trainee):
        reader.opens(facilitator.path)
        reader.sees(SAID_TO_ALL)
