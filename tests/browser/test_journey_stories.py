"""A member tells a story in their own name; who owns a collection shows it there, and somebody else finds it and talks about it."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey_knowledge import writes_draft
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
TITLE = "The door that would not close"
WORDS = "A door is an exit, and mine stood open all winter."


def test_a_story_is_told_featured_and_found(page_as):
    writer, editor, reader = page_as("alumna"), page_as("editor"), page_as("trainee")
    writer.opens("/stories")
    writer.follows("Write a story")
    with writer.expecting(422):
        writer.presses_anyway("Begin writing")
    writer.writes("Title", TITLE)
    writer.page.get_by_role("radio", name=writer.words("Everyone in the academy")).check()
    writer.presses("Begin writing")
    story = writer.path.partition("#")[0].removesuffix("/edit")
    writes_draft(writer, WORDS)
    with reader.expecting(404):
        reader.opens(story)
    writer.unfolds("Publish")
    writer.presses("Publish this story")
    writer.sees(WORDS)

    editor.opens("/knowledge")
    editor.follows("Make a collection")
    editor.writes("Title", "Winter doors")
    editor.page.get_by_role("radio", name=editor.words("Everyone with an account")).check()
    editor.presses("Make the collection")
    editor.opens(story)
    editor.sees(WORDS)
    editor.unfolds("Show it in a collection of yours")
    editor.page.get_by_label(editor.words("Collection"), exact=True).select_option(label="Winter doors")
    editor.presses("Show it there")
    editor.sees("Shown in “%(title)s”. The writer hears of it.", title="Winter doors")
    writer.opens("/inbox")
    writer.sees(TITLE)

    reader.opens("/knowledge")
    reader.follows("Winter doors")
    reader.follows(TITLE)
    reader.sees(WORDS)
    reader.opens("/search?q=door+winter")
    expect(reader.page.locator(f'a[href^="{story}"]').first).to_be_visible()

    editor.opens(story)
    editor.presses("No longer show it there")
    reader.opens("/knowledge")
    reader.follows("Winter doors")
    expect(reader.page.get_by_role("link", name=TITLE)).to_have_count(0)
    writer.opens(f"{story}/edit")
    writer.unfolds("Withdraw it")
    writer.page.locator("details[open] button.destroy").click()
    with reader.expecting(404):
        reader.opens(story)
    reader.opens("/search?q=door+winter")
    expect(reader.page.locator(f'a[href^="{story}"]')).to_have_count(0)
