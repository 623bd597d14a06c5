"""A reader calls an article outdated; who verifies looks at it, asks, calls it obsolete, takes that back and vouches for it."""

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)


def test_an_article_is_doubted_and_verified_again(page_as, places):
    editor, reader = page_as("editor"), page_as("trainee")
    article = places("/articles/{doubted_article}")
    reader.opens(article)
    reader.follows("This is outdated")
    reader.writes("What is no longer right?", "The amounts are those of last year.")
    reader.presses("Send")
    reader.sees("You said that it is outdated.")

    editor.opens("/knowledge")
    editor.follows("To look at again")
    editor.page.locator(f'a[href="{article}/verification"]').first.click()
    editor.sees("The amounts are those of last year.")
    editor.unfolds("It is obsolete")
    editor.writes("What holds now instead?", "Ask the help desk.")
    editor.presses("Call it obsolete")
    reader.opens(article)
    reader.sees("Ask the help desk.")
    editor.presses("It is not obsolete after all")
    editor.writes("What did you look at?", "I laid it beside the law.")
    editor.presses("It is right: verify it")
    editor.sees("I laid it beside the law.")
    reader.opens(article)
    expect(reader.page.locator(".byline .state")).to_be_visible()
    reader.follows("Verification", reader.page.get_by_role("navigation", name=reader.words("Contents")))
    reader.sees("I laid it beside the law.")


def test_an_owner_names_who_verifies(page_as, places):
    editor = page_as("editor")
    editor.opens(places("/collections/{collection}/verifiers"))
    editor.writes("Name or e-mail address", "nobody here")
    with editor.expecting(422):
        editor.presses("Let them verify")
    editor.sees("Nobody who reads this collection has this name or address.")
    editor.writes("Name or e-mail address", "alumna@demo.example")
    editor.presses("Let them verify")
    person = editor.page.locator("li.apart").last
    expect(editor.page.locator("li.apart")).not_to_have_count(0)
    editor.presses("Remove", person)
