"""An author makes a course: module, lesson, draft, picture, preview, publishing, history, restoring, and an import."""

import re
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import expect

from tests.browser.things import course_archive, picture
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
SAVING = re.compile(r"/lessons/\d+/draft")


def test_author_writes_publishes_changes_and_takes_back_a_lesson(page_as, academy):
    author, reader = page_as("author"), page_as("trainee")
    author.opens("/courses")
    author.follows("Make a course")
    author.writes("Title", "Listening by letter")
    author.writes("What it is about, in a sentence or two", "For people who write more than they talk.")
    author.presses("Make the course")
    author.sees("The course is made. Only staff can see it yet.")
    course = author.path.partition("#")[0]
    author.writes("New module", "The first line")
    author.presses("Add a module")
    author.unfolds("Add a lesson")
    author.writes("Title of the lesson", "A name above a letter")
    author.presses("Add and write")

    _writes_draft(author, academy, "Begin with the **name**.\n\nThen wait a line.")
    _adds_picture(author)
    author.follows("Preview as trainee")
    author.sees("This is how trainees will see the draft. Only authors can open this page.")
    expect(author.page.locator("#text strong")).to_have_text("name")
    expect(author.page.locator("#text img")).to_have_attribute("alt", "A heron that waits")
    author.follows("Back to the editor")
    author.unfolds("Publish")
    author.presses("Publish this lesson")
    author.sees("Published. Readers see it now.")
    lesson = _lesson(author)

    author.opens(f"/lessons/{lesson}/edit")
    _writes_draft(author, academy, "Begin with the **name** they use.\n\nThen wait a line.")
    author.unfolds("Publish")
    author.writes("What changed, in one sentence", "Names are theirs to choose")
    author.presses("Publish this lesson")
    author.sees("Published. Readers see it now.")

    author.opens(f"/lessons/{lesson}/history")
    author.sees("Names are theirs to choose")
    newest = author.page.locator("li.act").filter(has_text=author.words("Revision %(number)d", number=2))
    author.follows("What changed", newest)
    expect(author.page.locator(".diff ins", has_text="they use").first).to_be_visible()
    oldest = author.page.locator("li.act").filter(has_text=author.words("Revision %(number)d", number=1))
    author.presses("Make it the draft", oldest)
    author.sees("Revision %(number)d is the draft again. Publish it when it is right.", number=1)
    assert "they use" not in _draft(academy, lesson)

    author.opens(course)
    author.page.get_by_role("radio", name=author.words("Everyone with an account"), exact=True).check()
    author.presses("Publish the course page")
    author.sees("The course page is published.")
    reader.opens("/courses")
    reader.follows("Listening by letter")
    reader.heading("Listening by letter")
    reader.heading("A name above a letter")


def test_lessons_are_put_in_order_by_buttons(page_as, places):
    author = page_as("author")
    author.opens(places("/courses/{course}/edit"))
    lessons = author.page.locator("#tree .lesson-edit")
    first, second = lessons.nth(0).locator("a").inner_text(), lessons.nth(1).locator("a").inner_text()
    author.presses("Move lesson %(number)s up", number="1.2")
    expect(lessons.nth(0)).to_contain_text(second.partition(" ")[2])
    if author.manner.javascript:
        assert author.has_focus_somewhere()
    author.page.reload()
    expect(lessons.nth(1)).to_contain_text(first.partition(" ")[2])


def test_course_arrives_from_a_zip_with_its_receipt_and_can_be_undone(page_as):
    author = page_as("author")
    author.opens("/courses/new")
    author.follows("Import a course from a folder or zip of Markdown")
    author.field("A zip, or the files of the course").set_input_files(course_archive())
    author.presses("Import", exact=True)
    author.page.wait_for_url("**/courses/imports/*")
    if not author.manner.javascript:
        author.comes_back_until(author.page.get_by_role("heading", name=author.words("Arrived")))
    author.heading("Arrived")
    facts = author.page.locator("dl.facts")
    expect(facts).to_contain_text(re.compile(rf"{author.words('Lessons')}\s*3"))
    expect(facts).to_contain_text(re.compile(rf"{author.words('Images')}\s*1"))
    author.sees("missing.md")
    receipt = author.path
    author.follows("Open the course")
    author.heading("Slow reading")
    author.sees("The envelope")

    author.opens(receipt)
    author.unfolds("Undo this import")
    author.presses("Undo this import")
    author.sees("Undone. Nothing of this import is left.")


def test_import_of_something_else_says_what_to_send(page_as):
    author = page_as("author")
    author.opens("/courses/import")
    with author.expecting(422):
        author.presses("Import", exact=True)
        author.sees("Choose a zip or the files of a course.")


def _writes_draft(author, academy, words):
    """With scripts the draft saves itself; without, there is a button."""
    text = author.page.get_by_role("textbox", name=author.words("Text in Markdown"))
    if author.manner.javascript:
        with author.page.expect_response(SAVING) as first:
            text.fill(words)
        assert words.splitlines()[0] in unquote_plus(first.value.request.post_data)  # opening the page saves nothing
        expect(author.page.locator("#shown")).to_contain_text("Then wait a line.")
        expect(author.page.locator("#saved")).to_contain_text(author.words("Saved %(time)s", time=""))
    else:
        text.fill(words)
        author.presses("Save draft")
        author.sees("Saved.")
    assert words.splitlines()[0] in _draft(academy, _lesson(author))


def _lesson(author):
    return int(re.search(r"/lessons/(\d+)", author.path)[1])


def _draft(academy, lesson):
    return academy.one("SELECT draft_body FROM lesson_texts WHERE lesson_id = :lesson", lesson=lesson)


def _adds_picture(author):
    author.field("Images or files").set_input_files(picture())
    author.writes("What an image shows", "A heron that waits")
    author.presses("Upload")
    markdown = author.field("heron.png").input_value()
    assert markdown.startswith("![A heron that waits](/files/")
    text = author.page.get_by_role("textbox", name=author.words("Text in Markdown"))
    if author.manner.javascript:
        with author.page.expect_response(SAVING):
            author.presses("Insert", author.page.locator("#files"))
        expect(text).to_be_focused()
        assert markdown in text.input_value()
    else:
        text.fill(f"{text.input_value()}\n\n{markdown}\n")
        author.presses("Save draft")
        author.sees("Saved.")
