"""Searching: hits come while somebody types, typos and plurals are forgiven, operators narrow, and others' words tell nothing."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import violations
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
ALL = "Everything"


def test_hits_come_with_the_words_and_are_narrowed_to_one_kind(page_as):
    trainee = page_as("trainee")
    trainee.opens("/search")
    trainee.sees("One search finds lessons, articles, conversations and people.")
    if trainee.manner.javascript:
        field = trainee.page.locator("#q")
        field.press_sequentially("silen", delay=60)
        expect(hits(trainee).filter(has_text="Silence").first).to_be_visible()
        expect(field).to_be_focused()
        expect(trainee.page).to_have_url(re.compile(r"/search\?q=silen$"))
    searches(trainee, "silence ")
    expect(hits(trainee).first.locator("mark").first).to_have_text("Silence")
    everything, lessons = count(trainee, ALL), count(trainee, "Lessons")
    assert everything > lessons > 0
    assert (
        sum(count(trainee, kind) for kind in ("Lessons", "Articles", "Conversations", "Events", "People")) == everything
    )
    tab(trainee, "Lessons").click()
    expect(tab(trainee, "Lessons")).to_have_attribute("aria-current", "page")
    expect(hits(trainee)).to_have_count(lessons)
    assert count(trainee, ALL) == everything
    assert faults_of(trainee) == []
    hits(trainee).get_by_role("link", name="Silence", exact=True).click()
    trainee.heading("Silence")


def test_typos_plurals_and_compounds_are_forgiven(page_as):
    trainee, neighbour = page_as("trainee"), page_as("outsider")
    trainee.opens("/search")
    searches(trainee, "sielnce ")
    trainee.sees("Showing results for")
    expect(hits(trainee).filter(has_text="Silence that works").first).to_be_visible()
    assert faults_of(trainee) == []
    trainee.follows("Search for %(words)s instead", words="sielnce")
    trainee.sees("Nothing you can see contains these words. Try fewer words, or another form of them.")

    neighbour.opens("/search")
    for words, found in {
        "verzekeringen ": {"Orde in de post": "verzekeringen", "Het eerste contact": "zorgverzekering"},
        "hulpverlening ": {"Wie doet wat: een kaart van de hulp": "schuldhulpverlening"},
        "lesgroep ": {"Als het terugkomt": "groep"},
    }.items():
        searches(neighbour, words)
        for title, marked in found.items():
            expect(hit(neighbour, title).locator(".excerpt mark").filter(has_text=marked).first).to_be_visible()
    assert faults_of(neighbour) == []


def test_operators_and_phrases_narrow(page_as):
    neighbour = page_as("outsider")
    neighbour.opens("/search")
    neighbour.unfolds("Search more precisely")
    neighbour.sees("Questions; also is:solved and is:unanswered")
    assert faults_of(neighbour) == []

    searches(neighbour, '"doe jij maar"')
    title = "Hij zette de tas onder tafel en zei “doe jij maar”"
    expect(hits(neighbour).first.get_by_role("heading")).to_have_text(title)
    assert count(neighbour, ALL) == count(neighbour, "Conversations") > 0
    searches(neighbour, '"jij doe maar"')
    expect(hits(neighbour)).to_have_count(0)

    searches(neighbour, "author:linde")
    expect(hits(neighbour).filter(has_text="Linde de Graaf")).to_have_count(count(neighbour, ALL))
    searches(neighbour, "auteur:femke is:vraag tafel ")
    expect(hits(neighbour)).to_have_count(1)
    expect(hits(neighbour)).to_contain_text(neighbour.words("Question"))
    searches(neighbour, "is:question")
    questions = count(neighbour, ALL)
    expect(hits(neighbour).filter(has_text=neighbour.words("Question"))).to_have_count(questions)
    searches(neighbour, "is:question after:2999")
    expect(hits(neighbour)).to_have_count(0)
    searches(neighbour, "is:question after:2020")
    expect(hits(neighbour)).to_have_count(questions)

    searches(neighbour, "in:mensen linde")
    expect(hits(neighbour)).to_have_count(1)
    expect(tab(neighbour, "People")).to_have_attribute("aria-current", "page")
    tab(neighbour, "Articles").click()
    expect(tab(neighbour, "Articles")).to_have_attribute("aria-current", "page")
    expect(hits(neighbour).filter(has_text="Linde de Graaf").first).to_be_visible()
    searches(neighbour, "is:purple after:someday linde")
    neighbour.sees("Not understood, and left out: %(words)s", words="is:purple after:someday")
    assert faults_of(neighbour) == []


def test_why_a_hit_stands_there_is_told_on_hover_by_keyboard_and_on_a_phone(page_as):
    for width in (1280, 360):
        trainee = page_as("trainee", width=width)
        trainee.opens("/search?q=silence+")
        first = hits(trainee).first
        why = first.locator("summary")
        expect(why).to_have_attribute("title", re.compile(trainee.words("This is its title, word for word")))
        reasons = first.locator("details p")
        expect(reasons).to_be_hidden()
        if width == 360:
            why.click()
        else:
            first.get_by_role("link").focus()
            trainee.page.keyboard.press("Tab")
            trainee.page.keyboard.press("Enter")
        expect(reasons).to_be_visible()
        expect(reasons).to_contain_text(trainee.words("from a course or cohort of yours"))
        trusted = hit(trainee, "Silence that works, and silence that does not").locator("summary")
        expect(trusted).to_have_attribute("title", re.compile(trainee.words("somebody vouches for it")))
        assert faults_of(trainee) == []


def test_who_is_not_there_finds_and_counts_nothing_of_a_cohort(page_as, places):
    trainee, outsider, guest = page_as("trainee"), page_as("outsider"), page_as(None)
    title, name = "Silence on the phone: how long do you dare to wait?", "Bart Willems"
    trainee.opens("/search")
    searches(trainee, f'"{title}"')
    expect(hits(trainee)).not_to_have_count(0)
    for person in (outsider, guest):
        person.opens("/search")
        for words in (f'"{title}"', title, f"is:question author:{name.split()[0]}", "on the phone silnece is:question"):
            searches(person, words)
            expect(person.page.locator("#results")).not_to_contain_text("Silence on the phone")
            expect(hits(person).filter(has_text=name)).to_have_count(0)
        searches(person, f'"{title}"')
        assert {count(person, kind) for kind in (ALL, "Lessons", "Articles", "Conversations", "Events", "People")} == {
            0
        }
        assert faults_of(person) == []


def searches(visit, words: str) -> None:
    """With scripts the hits come while the words are typed; without, they are asked for."""
    field = visit.page.locator("#q")
    if visit.manner.javascript:
        visit.page.locator("#results > *").evaluate_all("those => those.forEach(one => one.dataset.before = '')")
        field.fill(words)
        expect(visit.page.locator("#results > [data-before]")).to_have_count(0)
    else:
        field.fill(words)
        visit.presses("Search", visit.page.get_by_role("main"), exact=True)


def hits(visit):
    return visit.page.locator("li.result")


def hit(visit, title: str):
    return hits(visit).filter(has=visit.page.get_by_role("heading", name=title))


def tab(visit, kind: str):
    tabs = visit.page.get_by_role("navigation", name=visit.words("Kinds of results"))
    return tabs.get_by_role("link").filter(has_text=re.compile(rf"^{visit.words(kind)}\d+$"))


def count(visit, kind: str) -> int:
    return int(tab(visit, kind).locator(".count").inner_text())


def faults_of(visit) -> list[str]:
    return violations(visit.page) if visit.manner.javascript else []
