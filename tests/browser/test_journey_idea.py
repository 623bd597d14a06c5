"""An idea from its proposal to its end: voted for, not decided without a reason, and told to who voted."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
TITLE, WHY_NOT = "A bench in front of the building", "The pavement is not ours, and its owner said no."
LEFT = ("You have %(num)d vote left here.", "You have %(num)d votes left here.")


def moves_on(visit, stage: str, reason: str) -> None:
    if not visit.page.locator("#idea details[open]").count():
        visit.unfolds("Move it on")
    visit.field("Where it stands").select_option(label=visit.words(stage))
    visit.writes("Why", reason, exact=True)
    visit.presses("Move it on")


def test_an_idea_ends_in_a_decision_that_who_voted_hears(page_as, places):
    trainee, alumna, manager = page_as("trainee"), page_as("alumna"), page_as("manager")
    board = places("/spaces/{academy_space}/ideas")
    trainee.opens(board)
    trainee.follows("Propose an idea")
    trainee.writes("Your idea in one sentence", TITLE)
    with trainee.expecting(422):
        trainee.presses_anyway("Propose it")
        trainee.sees("Write a few words, so that others know what to answer to.")
    assert faults_of(trainee) == []
    expect(trainee.field("Your idea in one sentence")).to_have_value(TITLE)
    trainee.writes("What would change, and for whom", "Whoever waits could sit.")
    trainee.presses("Propose it")
    trainee.heading(TITLE)
    expect(trainee.page.locator("#idea summary")).to_have_count(0)  # who proposes does not decide

    alumna.opens(board)
    alumna.sees(alumna.plural(*LEFT, 7))
    alumna.follows(TITLE)
    alumna.button(alumna.plural("Give it %(num)d vote", "Give it %(num)d votes", 3)).click()
    alumna.sees(alumna.plural(*LEFT, 4))
    assert faults_of(alumna) == []

    manager.opens(board)
    manager.follows(TITLE)
    moves_on(manager, "Under review", "We ask whose pavement it is.")
    manager.sees("We ask whose pavement it is.")
    with manager.expecting(422):
        moves_on(manager, "Declined", "")
        manager.sees("Write why, so that nobody has to guess.")
    assert faults_of(manager) == []
    moves_on(manager, "Declined", WHY_NOT)
    manager.sees(WHY_NOT)

    for concerned in (alumna, trainee):
        concerned.opens("/inbox?show=following")
        row = concerned.page.get_by_role("main").get_by_role("listitem").filter(has_text=TITLE).first
        expect(row).to_contain_text(WHY_NOT)
        concerned.follows(TITLE, row)
        concerned.sees(WHY_NOT)
        expect(concerned.page.locator("#idea button[name=votes]")).to_have_count(0)
    assert faults_of(alumna) == []
    alumna.opens(board)
    alumna.sees(alumna.plural(*LEFT, 7))
    alumna.misses(TITLE)
    alumna.follows("Declined")
    alumna.sees(WHY_NOT)
    assert faults_of(alumna) == []
