"""What opens a lesson: an author says what comes first, a facilitator names days and gives one person everything now.

Every test makes a course and a cohort of its own, so that none leans on what another did.
"""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from lms.database import now
from tests.browser.looking import faults_of
from tests.browser.making import adds_lesson, adds_quiz, makes_a_course
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
HEARING, ANSWERING, ASKING = "Hearing a pause", "Answering a pause", "Asking after a pause"
WORDS = "Count to four before you speak."


@pytest.fixture
def author(page_as):
    return page_as("author")


@pytest.fixture
def facilitator(page_as):
    return page_as("facilitator")


@pytest.fixture
def trainee(page_as):
    return page_as("trainee")


def test_lesson_opens_after_another_that_its_author_named(author, facilitator, trainee):
    course = makes_a_course(author, "Pauses after one another", HEARING, ANSWERING)
    first, second = adds_lesson(author, course, 1, HEARING), adds_lesson(author, course, 2, ANSWERING, WORDS)
    _opens_a_cohort(facilitator, course, "Pause group", "Sanne")

    author.opens(f"/lessons/{second}/edit")
    author.follows("What must be done first")
    author.sees("Nothing: it opens on its day, or at once.")
    assert faults_of(author) == []
    author.field("After completing").select_option(label=f"1.1 {HEARING}")
    author.writes("With at least this percent", "80")
    with author.expecting(422):
        author.presses("Add", exact=True)
        author.sees("Only a quiz or an assignment gives a score. Leave this empty, or choose one.")
    assert faults_of(author) == []
    author.writes("With at least this percent", "")
    author.presses("Add", exact=True)
    author.sees("Kept. Who has begun goes on; others do this first.")
    author.sees("After completing “%(name)s”.", name=f"1.1 {HEARING}")
    assert faults_of(author) == []

    author.opens(f"/lessons/{first}/opening")
    author.field("After completing").select_option(label=f"2.1 {ANSWERING}")
    with author.expecting(422):
        author.presses("Add", exact=True)
        author.sees("“%(name)s” itself opens only after this. Neither would ever open.", name=f"2.1 {ANSWERING}")
    assert faults_of(author) == []

    trainee.opens(course)
    locked = trainee.page.get_by_role("listitem").filter(has_text=ANSWERING)
    _unfolded(trainee, 2)
    trainee.sees("Not open yet", locked)
    trainee.sees(_needs(trainee, f"1.1 {HEARING}"), locked)
    expect(locked.get_by_role("link", name=ANSWERING)).to_have_count(0)
    assert faults_of(trainee) == []
    with trainee.expecting(403):
        trainee.opens(f"/lessons/{second}")
    trainee.sees("This lesson is not open for you yet.")
    trainee.misses(WORDS)
    assert faults_of(trainee) == []
    trainee.follows("Do that first")
    trainee.heading(HEARING)
    trainee.presses("Complete", exact=True)
    trainee.heading(ANSWERING)
    trainee.sees(WORDS)

    author.opens(f"/lessons/{second}/opening")
    author.presses("Remove")
    author.sees("Removed. Nobody waits for it any more.")
    author.sees("Nothing: it opens on its day, or at once.")


def test_module_opens_after_another_and_the_facilitator_reads_so(author, facilitator, trainee):
    course = makes_a_course(author, "Pauses by module", HEARING, ANSWERING)
    adds_lesson(author, course, 1, HEARING)
    second = adds_lesson(author, course, 2, ANSWERING, WORDS)
    module = author.page.locator("section.module-edit").nth(1)
    author.opens(f"{course}/edit")
    author.follows("What must be done first", module)
    author.field("After completing").select_option(label=author.words("All of module %(number)d", number=1))
    author.presses("Add", exact=True)
    author.sees("After completing “%(name)s”.", name=f"1. {HEARING}")
    author.follows("Back", author.page.get_by_role("main"), exact=True)
    author.sees("After completing “%(name)s”.", module, name=f"1. {HEARING}")

    cohort = _opens_a_cohort(facilitator, course, "Module group", "Sanne")
    facilitator.opens(f"{cohort}/schedule")
    facilitator.sees("After completing “%(name)s”.", _rule_of(facilitator, 2), name=f"1. {HEARING}")
    assert faults_of(facilitator) == []

    trainee.opens(course)
    part = _unfolded(trainee, 2)
    trainee.sees(_needs(trainee, f"1. {HEARING}"), part)
    with trainee.expecting(403):
        trainee.opens(f"/lessons/{second}")
    trainee.follows("Do that first")
    _unfolded(trainee, 1)
    trainee.follows(HEARING, exact=True)
    trainee.presses("Complete", exact=True)
    trainee.heading(ANSWERING)
    trainee.sees(WORDS)


def _opens_a_cohort(facilitator, course, name, *people) -> str:
    """A cohort that began yesterday, with these people as trainees; its address."""
    facilitator.opens(course)
    facilitator.follows("Open a cohort")
    facilitator.writes("Name", name, exact=True)
    facilitator.writes("First day", (now().date() - timedelta(days=1)).isoformat())
    facilitator.writes("Last day", (now().date() + timedelta(days=60)).isoformat())
    facilitator.presses("Open the cohort")
    facilitator.sees("%(cohort)s is open. Next: when its modules open.", cohort=name)
    address = facilitator.path.partition("/schedule")[0]
    for person in people:
        facilitator.opens(f"{address}/people?q={person}")
        facilitator.presses("Add as trainee", facilitator.page.locator("#found li").filter(has_text=person))
        facilitator.sees(re.compile(f"{person}.*" + re.escape(facilitator.words("%(name)s is in.", name="").strip())))
    return address


def _rule_of(facilitator, module: int):
    return facilitator.page.get_by_role("group").filter(has_text=re.compile(rf"^\s*{module}\. ")).first


def _unfolded(trainee, module: int):
    """The module of the outline, with its lessons in sight."""
    part = trainee.page.locator(f"#module-{module}")
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    return part


def _needs(visit, name, percent=None):
    """Why something is locked, in words, whatever of it is a link."""
    if percent is None:
        return visit.words("Opens when you have completed %(what)s.", what=name)
    return visit.words("Opens when you reach %(percent)d%% in %(what)s.", percent=percent, what=name)


def test_lesson_opens_by_a_score_in_a_quiz(author, facilitator, trainee):
    course = makes_a_course(author, "Pauses by score", HEARING, ANSWERING)
    adds_quiz(author, course, 1, ASKING)
    second = adds_lesson(author, course, 2, ANSWERING, WORDS)
    author.opens(f"/lessons/{second}/opening")
    author.field("After completing").select_option(label=f"1.1 {ASKING}")
    author.writes("With at least this percent", "80")
    author.presses("Add", exact=True)
    author.sees("Kept. Who has begun goes on; others do this first.")
    _opens_a_cohort(facilitator, course, "Score group", "Sanne")

    _takes_the_quiz(trainee, course, "False")
    with trainee.expecting(403):
        trainee.opens(f"/lessons/{second}")
    trainee.sees(_needs(trainee, f"1.1 {ASKING}", 80))
    assert faults_of(trainee) == []
    _takes_the_quiz(trainee, course, "True")
    assert trainee.opens(f"/lessons/{second}").status == 200
    trainee.sees(WORDS)


def test_module_opens_on_its_day_and_one_click_gives_one_person_everything(author, facilitator, trainee):
    course = makes_a_course(author, "Pauses by day", HEARING, ANSWERING)
    adds_lesson(author, course, 1, HEARING)
    second = adds_lesson(author, course, 2, ANSWERING, WORDS)
    cohort = _opens_a_cohort(facilitator, course, "Day group", "Sanne")
    facilitator.opens(f"{cohort}/schedule")
    rule = _rule_of(facilitator, 2)
    facilitator.field("Opens", rule, exact=True).select_option("on_date")
    facilitator.writes("Date", (now().date() + timedelta(days=20)).isoformat(), rule, exact=True)
    facilitator.presses("Save the schedule")
    with trainee.expecting(403):
        trainee.opens(f"/lessons/{second}")
    trainee.misses(WORDS)

    facilitator.opens(f"{cohort}/members")
    facilitator.follows("Change", facilitator.page.get_by_role("listitem").filter(has_text="Sanne"))
    assert faults_of(facilitator) == []
    name = facilitator.page.get_by_role("heading", level=1).inner_text()
    facilitator.presses("Give %(name)s everything now", name=name)
    facilitator.sees("Every lesson is open for %(name)s.", name=name)
    assert faults_of(facilitator) == []
    assert trainee.opens(f"/lessons/{second}").status == 200
    trainee.sees(WORDS)
    facilitator.presses("Follow the schedule again")
    facilitator.button("Give %(name)s everything now", name=name)
    with trainee.expecting(403):
        trainee.opens(f"/lessons/{second}")


def _takes_the_quiz(trainee, course, answer) -> None:
    trainee.opens(course)
    _unfolded(trainee, 1)
    trainee.follows(ASKING)
    trainee.page.locator("form[action$='/attempts']").get_by_role("button").click()
    trainee.page.wait_for_url("**/attempts/*")
    trainee.field(answer, exact=True).check()
    trainee.presses("To the end")
    trainee.presses("Hand in")
    trainee.sees(trainee.words("handed in %(when)s", when="").strip())
