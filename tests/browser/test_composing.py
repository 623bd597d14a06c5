"""Writing in a conversation with a keyboard and with files: marks, names, links, a preview, quotations, images."""

import base64
import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import violations
from tests.browser.visiting import Manner

MANNERS = (Manner(), Manner(locale="nl"))
pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGNgaGDAg0alGwjDBQD1EmQBQS7ZxgAAAABJRU5ErkJggg=="
)
DROP = """
([selector, kind, type, name, text]) => {
  const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, { type }));
  const options = { bubbles: true, cancelable: true, ...(kind === "paste" ? { clipboardData: transfer } : { dataTransfer: transfer }) };
  const event = kind === "paste" ? new ClipboardEvent(kind, options) : new DragEvent(kind, options);
  document.querySelector(selector).dispatchEvent(event);
}
"""


def open_thread(visit, places):
    visit.opens(places("/topics/{long_topic}"))
    visit.page.wait_for_load_state("networkidle")
    return visit.page.locator("#composer textarea")


def faults_of(visit):
    """What axe finds; that the composer lies over a button of the post below it is how it floats.

    A field of several lines that offers suggestions is a combobox to the people who hear it; the rule knows one line only."""
    known = ("target-size", "aria-allowed-role (minor): #body")
    return [fault for fault in violations(visit.page) if not fault.startswith(known)]


def give(visit, kind, *, selector="#composer textarea", type="image/png", name="five.png", data=PNG):
    visit.page.evaluate(DROP, [selector, kind, type, name, base64.b64encode(data).decode()])
    return visit.page.locator("dialog[open]:has(#attach)")


def test_names_are_completed_by_keyboard(page_as, places):
    visit = page_as("mentor")
    field = open_thread(visit, places)
    field.click()
    with visit.page.expect_response(lambda answer: "/composing/suggestions" in answer.url):
        visit.page.keyboard.type("Ask @")
    options = visit.page.get_by_role("option")
    expect(options.first).to_be_visible()
    name = options.first.inner_text().strip()
    assert visit.page.evaluate(
        "() => { const box = document.querySelector('text-expander ul').getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
    )
    assert faults_of(visit) == []
    visit.page.keyboard.press("Enter")
    expect(field).to_have_value(f"Ask @[{name}] ")
    expect(options).to_have_count(0)
    visit.page.keyboard.type("and @")
    expect(options.first).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_be_focused()


def test_lessons_are_linked_by_keyboard(page_as, places):
    visit = page_as("trainee")
    field = open_thread(visit, places)
    field.click()
    visit.page.keyboard.type("See #a")
    expect(visit.page.get_by_role("option").first).to_be_visible()
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    value = field.input_value()
    assert value.startswith("See [")
    assert "](/lessons/" in value or "](/articles/" in value


def test_articles_are_linked_by_title_by_keyboard(page_as, places):
    visit = page_as("trainee")
    field = open_thread(visit, places)
    field.click()
    visit.page.keyboard.type("See [[a")
    expect(visit.page.get_by_role("option").first).to_be_visible()
    visit.page.keyboard.press("Enter")
    expect(field).to_have_value(re.compile(r"See \[.+"))
    assert faults_of(visit) == []


def test_toolbar_marks_up_and_preview_shows_it(page_as, places):
    visit = page_as("mentor")
    field = open_thread(visit, places)
    expect(visit.page.locator("#composer markdown-toolbar")).to_be_hidden()
    field.fill("five")
    field.select_text()
    visit.page.locator("#composer md-bold").click()
    expect(field).to_have_value("**five**")
    button = visit.page.locator("#composer [data-preview-of]")
    button.click()
    expect(visit.page.locator("#body-preview strong")).to_have_text("five")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert faults_of(visit) == []
    field.fill("*six*")
    expect(visit.page.locator("#body-preview em")).to_have_text("six")
    button.click()
    expect(visit.page.locator("#body-preview")).to_be_hidden()
    expect(field).to_have_value("*six*")


def test_marked_words_are_quoted_at_the_caret(page_as, places):
    visit = page_as("mentor")
    field = open_thread(visit, places)
    field.fill("Before.")
    visit.page.evaluate(
        """() => {
          const paragraph = [...document.querySelectorAll("article.post .prose p")].at(-1)
          paragraph.scrollIntoView({ block: "center" })
          getSelection().selectAllChildren(paragraph)
        }"""
    )
    quote = visit.page.locator("article.post button.second", has_text=visit.words("Quote"))
    expect(quote).to_be_visible()
    assert faults_of(visit) == []
    quote.focus()
    visit.page.keyboard.press("Enter")
    value = field.input_value()
    assert value.startswith("Before.\n\n> ")
    assert "> — [" in value
    assert "](/posts/" in value
    expect(field).to_be_focused()
    expect(quote).to_have_count(0)


@pytest.mark.parametrize("kind", ["drop", "paste"])
def test_image_is_asked_what_it_shows_and_stands_in_the_reply(page_as, places, kind):
    visit = page_as("mentor")
    field = open_thread(visit, places)
    field.fill("Look:")
    dialog = give(visit, kind)
    expect(dialog.locator("#attached-alt")).to_be_focused()
    assert faults_of(visit) == []
    with visit.expecting(422):
        visit.page.keyboard.press("Enter")
        expect(dialog.locator("#attached-alt-error")).to_contain_text(
            visit.words("Say in a few words what the image shows.")
        )
    expect(dialog.locator("#attached-alt")).to_be_focused()
    assert faults_of(visit) == []
    visit.page.keyboard.type(f"Five fingers, {kind}")
    visit.page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(field).to_be_focused()
    assert f"Look:\n\n![Five fingers, {kind}](/files/" in field.input_value()
    visit.page.locator("#composer .composer-in button").click()
    image = visit.page.get_by_role("img", name=f"Five fingers, {kind}")
    expect(image).to_be_visible()
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 10


def test_file_is_asked_for_no_words_and_the_dialogue_can_be_left(page_as, places):
    visit = page_as("trainee")
    visit.opens(places("/spaces/{academy_space}/topics/new"))
    visit.page.wait_for_load_state("networkidle")
    field = visit.page.locator("#body")
    dialog = give(visit, "drop", selector="#body", type="application/pdf", name="agenda.pdf", data=b"%PDF-1.4")
    expect(dialog.locator("#attached-alt")).to_be_hidden()
    dialog.locator("button.primary").click()
    expect(field).to_have_value(re.compile(r"^\[agenda\.pdf\]\(/files/"))
    expect(dialog).to_have_count(0)
    visit.page.locator("[data-attach]").click()
    expect(visit.page.locator("dialog[open]")).to_be_visible()
    visit.page.locator("dialog[open] [data-close]").click()
    expect(visit.page.locator("dialog[open]")).to_have_count(0)


def test_image_dropped_on_a_lesson_is_asked_what_it_shows(page_as, places):
    visit = page_as("author")
    visit.opens(places("/lessons/{lesson}/edit"))
    visit.page.wait_for_load_state("networkidle")
    give(visit, "drop", selector="textarea[name=body]", name="door.png")
    expect(visit.page.locator("#alt")).to_be_focused()
    visit.page.keyboard.type("A door that stands open")
    visit.page.keyboard.press("Enter")
    visit.page.locator("[data-insert]").first.click()
    assert "![A door that stands open](/files/" in visit.page.locator("textarea[name=body]").input_value()


def test_without_scripts_preview_and_upload_open_beside_the_words(page_as, places):
    visit = page_as("mentor", javascript=False)
    visit.opens(places("/topics/{long_topic}"))
    field = visit.page.locator("#composer textarea")
    field.fill("Count to **five**.")
    with visit.page.context.expect_page() as opened:
        visit.page.locator("#composer [data-preview-of]").click()
    expect(opened.value.locator("main .prose strong")).to_have_text("five")
    expect(field).to_have_value("Count to **five**.")
    with visit.page.context.expect_page() as opened:
        visit.page.locator("#composer [data-attach]").click()
    beside = opened.value
    beside.locator("#attached-file").set_input_files({"name": "five.png", "mimeType": "image/png", "buffer": PNG})
    beside.locator("#attached-alt").fill("Five fingers")
    beside.locator("#attach button.primary").click()
    assert beside.locator("[data-line]").input_value().startswith("![Five fingers](/files/")
