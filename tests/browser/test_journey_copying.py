"""An author copies a course, and takes over a module of one course in another; what is newer in the original is told there."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
SAVING = re.compile(r"/lessons/\d+/draft")


def test_course_is_copied_as_a_draft_that_only_staff_see(page_as, places):
    author, trainee = page_as("author"), page_as("trainee")
    original = places("/courses/{course}")
    author.opens(f"{original}/edit")
    lessons = author.page.locator("#tree .lesson-edit a").all_inner_texts()
    author.follows("Copy this course")
    author.heading("Copy this course")
    assert faults_of(author) == []
    author.writes("Title", "")
    with author.expecting(422):
        author.presses_anyway("Make the course")
        author.page.get_by_role("alert").first.wait_for()
    assert faults_of(author) == []
    author.writes("Title", "Listening at the harbour")
    author.presses("Make the course")
    author.sees("This is the copy. Only staff can see it yet.")
    author.heading("Listening at the harbour")
    assert author.page.locator("#tree .lesson-edit a").all_inner_texts() == lessons
    assert faults_of(author) == []
    copy = author.path.partition("/edit")[0]
    assert copy != original
    with trainee.expecting(404):
        assert trainee.opens(copy).status == 404

    author.page.locator("#tree .lesson-edit a").first.click()
    expect(author.field("Title", exact=True)).to_have_value(lessons[0].partition(" ")[2])
    expect(author.page.get_by_role("textbox", name=author.words("Text in Markdown"))).not_to_have_value("")
    assert trainee.opens(places("/lessons/{first_lesson}")).status == 200


def test_module_is_taken_over_and_tells_what_is_newer_in_the_original(page_as, academy, places):
    author = page_as("author")
    author.opens("/courses/new")
    author.writes("Title", "An afternoon of silence")
    author.writes("What it is about, in a sentence or two", "For who talks too soon.")
    author.presses("Make the course")
    author.sees("The course is made. Only staff can see it yet.")
    author.follows("Use modules of another course")
    author.heading("Modules of another course")
    assert faults_of(author) == []
    original = academy.one("SELECT title FROM courses WHERE id = :id", id=places["course"])
    module = academy.one(
        "SELECT title FROM modules WHERE course_id = :id AND removed_at IS NULL ORDER BY position", id=places["course"]
    )
    author.field("Course", exact=True).select_option(label=original)
    author.presses("Show its modules")
    author.field(module).check()
    assert faults_of(author) == []
    author.presses("Copy them here")
    author.sees(author.plural("%(num)d module is here, as a draft.", "%(num)d modules are here, as drafts.", 1))
    taken = author.page.locator("section.module-edit")
    expect(taken).to_have_count(1)
    author.sees("From “%(module)s” of", taken, module=module)
    expect(author.link(original, taken)).to_be_visible()
    assert faults_of(author) == []
    course = author.path.partition("#")[0]

    _changes(author, places, "Wait for the second thing they say.")
    author.opens(course)
    author.sees(
        author.plural("%(num)d lesson is newer in the original:", "%(num)d lessons are newer in the original:", 1),
        taken,
    )
    assert faults_of(author) == []
    author.presses("I have seen it", taken)
    author.sees("Noted.")
    author.misses("I have seen it", taken)
    taken.locator(".lesson-edit a").first.click()
    text = author.page.get_by_role("textbox", name=author.words("Text in Markdown"))
    assert "Wait for the second thing" not in text.input_value()


def test_nothing_chosen_is_told_beside_the_modules(page_as, places):
    author = page_as("author")
    author.opens(places("/courses/{dutch_course}/reuse?source={course}"))
    with author.expecting(422):
        author.presses("Copy them here")
        author.sees("Choose at least one module.")
    assert faults_of(author) == []


def _changes(author, places, words):
    """A lesson of the original, published anew."""
    author.opens(places("/lessons/{first_lesson}/edit"))
    text = author.page.get_by_role("textbox", name=author.words("Text in Markdown"))
    words = f"{text.input_value()}\n\n{words}\n"
    if author.manner.javascript:
        with author.page.expect_response(SAVING):
            text.fill(words)
    else:
        text.fill(words)
        author.presses("Save draft")
        author.sees("Saved.")
    author.unfolds("Publish")
    author.writes("What changed, in one sentence", "A sentence about waiting")
    author.presses("Publish this lesson")
    author.sees("Published. Readers see it now.")
