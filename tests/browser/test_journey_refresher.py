"""What was once answered right comes back: asked for, answered a few at a time, paused and taken up; with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)


def test_an_alumna_keeps_five_questions_fresh(page_as):
    alumna = page_as("alumna")
    alumna.opens("/")
    time = alumna.plural("about %(num)d minute", "about %(num)d minutes", 3)
    line = alumna.plural(
        "%(num)d question to keep fresh (%(time)s)", "%(num)d questions to keep fresh (%(time)s)", 5, time=time
    )
    alumna.page.get_by_role("link", name=line).click()
    known = missed = 0
    for left in range(4, -1, -1):
        alumna.heading("Do you still know?")
        assert faults_of(alumna) == []
        false = alumna.page.get_by_role("radio", name=alumna.words("False"), exact=True)
        if false.count():
            with alumna.expecting(422):
                alumna.presses("Answer", exact=True)
                alumna.page.get_by_role("alert").wait_for()
            assert faults_of(alumna) == []
            false.check()
            alumna.presses("Answer", exact=True)
            alumna.heading("You still know it")
            assert faults_of(alumna) == []
            easy = alumna.page.get_by_role("button", name=re.compile(rf"^\s*{alumna.words('Easy')} "))
            easy.click()
            expect(easy).to_have_attribute("aria-pressed", "true")
            known += 1
        else:
            alumna.presses("I do not know")
            alumna.heading("Good to see it again")
            alumna.sees("The right answer")
            assert alumna.link("Discuss this question").count()
            missed += 1
        assert faults_of(alumna) == []
        if left:
            alumna.follows("Next question")
    assert (known, missed) == (1, 4)
    alumna.sees("That was it for now. Stop here, and let it settle.")
    alumna.follows("To home")
    expect(alumna.page.get_by_role("link", name=line)).to_have_count(0)


def test_pausing_keeps_it_and_going_on_finds_it_again(page_as):
    alumna = page_as("alumna")
    alumna.opens("/account")
    alumna.follows("Keep it fresh")
    alumna.heading("What is kept")
    alumna.presses("Pause")
    alumna.sees("Everything stands as you left it.")
    assert faults_of(alumna) == []
    alumna.presses("Go on", exact=True)
    alumna.heading("What comes back")
    assert faults_of(alumna) == []


def test_a_trainee_is_asked_after_a_quiz_and_may_stop_again(page_as, places):
    trainee = page_as("trainee")
    trainee.opens(places("/attempts/{own_attempt}"))
    assert faults_of(trainee) == []
    trainee.presses("Yes, ask me now and then")
    trainee.heading("What comes back")
    trainee.opens("/")
    trainee.misses("Yes, ask me now and then")
    trainee.opens("/refreshers")
    trainee.unfolds("Stop and forget everything")
    trainee.presses("Stop and forget everything")
    trainee.presses("Yes, ask me now and then")
    trainee.heading("What comes back")


def test_facilitator_sees_what_stays_of_a_training_and_no_names(page_as, places):
    facilitator = page_as("facilitator")
    facilitator.opens(places("/cohorts/{ended_cohort}/progress"))
    facilitator.heading("What stays")
    facilitator.sees("Still known a month after the quiz")
    assert faults_of(facilitator) == []
    facilitator.opens(places("/cohorts/{cohort}/progress"))
    facilitator.sees("Not enough data: fewer than five people answered such a question.")
