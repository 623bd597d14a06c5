"""A member suggests a change; an editor asks for another, the article moves on, and both changes come together in it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_composing import PNG, give
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
LINE = re.compile(r"!\[A door that stands open\]\(/files/")
TEA = "Accept the tea if you can."
LEAVE = "Say five minutes beforehand that you will be going."


def test_a_change_is_suggested_mended_and_taken_over(page_as, places):
    member, editor = page_as("alumna"), page_as("editor")
    article = places("/articles/{suggested_article}")
    member.opens(article)
    member.follows("Suggest a change")
    member.sees(
        "This is a copy. Change what you would have otherwise; readers see nothing of it until somebody who writes this article takes it over."
    )
    with member.expecting(422):
        member.writes("Why is this better?", "It is what I hear from families.")
        member.presses("Send the suggestion")
    member.sees("This is what the article says already. Change something first.")
    _changes(member, TEA, f"{TEA} Ask for water if you cannot.")
    _is_kept(member)
    expect(member.page.locator("#body-preview")).to_contain_text("Ask for water if you cannot.")
    member.opens(article)
    member.sees("You began to suggest a change; it is not sent.")
    member.follows("Go on with your suggestion")
    assert "Ask for water if you cannot." in _text(member).input_value()
    member.writes("Why is this better?", "It is what I hear from families.")
    member.presses("Send the suggestion")
    member.sees("Waits for who writes the article")
    suggestion = member.path.partition("#")[0]

    editor.opens("/knowledge")
    editor.follows("To look at again")
    editor.page.locator(f'a[href="{suggestion}"]').click()
    editor.sees("It is what I hear from families.")
    expect(editor.page.locator(".diff ins", has_text="Ask for water").first).to_be_visible()
    editor.unfolds("Ask for a change first")
    editor.writes("What must change?", "Say why one would not.")
    editor.presses("Ask its author")
    editor.sees("Waits for a change by its author")

    member.opens("/knowledge")
    member.follows("Your suggestions")
    member.page.locator(f'a[href="{suggestion}"]').click()
    member.sees("Say why one would not.")
    member.follows("Change your suggestion")
    _changes(member, "Ask for water if you cannot.", "Ask for water if you are full.")
    member.presses("Send the suggestion")

    editor.opens(f"{article}/edit")
    _changes(editor, LEAVE, f"{LEAVE} Put your cup away.")
    editor.unfolds("Publish")
    editor.presses("Publish this article")
    editor.sees("Put your cup away.")
    editor.opens(suggestion)
    editor.sees("The article has changed since")
    editor.follows("Take it over")
    editor.sees("The article has changed since. Both changes fit together; look whether they read well.")
    editor.presses("Publish it with the name of %(name)s", name="Linde de Graaf")
    editor.sees("Part of the article")
    member.opens(article)
    member.sees("Ask for water if you are full.")
    member.sees("Put your cup away.")
    expect(member.page.locator(".byline")).to_contain_text("Linde")
    member.opens(suggestion)
    member.sees("Part of the article")


def test_both_changed_the_same_and_somebody_chooses(page_as, places):
    member, editor = page_as("alumna"), page_as("editor")
    article = places("/articles/{suggested_article}")
    member.opens(f"{article}/suggestions/new")
    _changes(member, "Do not look round.", "Look at people first.")
    member.writes("Why is this better?", "It says what to do.")
    member.presses("Send the suggestion")
    suggestion = member.path.partition("#")[0]
    editor.opens(f"{article}/edit")
    _changes(editor, "Do not look round.", "Do not look round yet.")
    editor.unfolds("Publish")
    editor.presses("Publish this article")
    editor.opens(f"{suggestion}/merge")
    editor.sees("Where both changed the same")
    with editor.expecting(422):
        editor.page.locator("button.primary").last.click()
    editor.page.locator("#body-error").wait_for()
    text = _text(editor)
    lines = text.input_value().split("\n")
    kept = lines[: lines.index("<<<<<<<")] + ["Look at people first."] + lines[lines.index(">>>>>>>") + 1 :]
    text.fill("\n".join(kept))
    editor.page.locator("button.primary").last.click()
    editor.sees("Part of the article")


def test_a_suggestion_is_declined_and_opened_again(page_as, places):
    editor, member = page_as("editor"), page_as("trainee")
    suggestion = places("/suggestions/{suggestion}")
    editor.opens(suggestion)
    editor.unfolds("Decline it")
    editor.writes("Why not?", "There is a page about messages.")
    editor.presses("Decline the suggestion")
    member.opens(suggestion)
    member.sees("There is a page about messages.")
    editor.presses("Open it again")
    editor.sees("Waits for who writes the article")


def test_a_picture_is_dropped_into_a_suggestion(page_as, places):
    member = page_as("alumna")
    member.opens(places("/articles/{suggested_article}/suggestions/new"))
    if not member.manner.javascript:
        member.field("Images or files").set_input_files({"name": "door.png", "mimeType": "image/png", "buffer": PNG})
        member.writes("What an image shows", "A door that stands open")
        member.presses("Upload")
        expect(member.page.locator("#files input[data-select]").first).to_have_value(LINE)
        return
    member.page.wait_for_load_state("networkidle")
    give(member, "drop", selector="textarea[name=body]", name="door.png")
    expect(member.page.locator("#alt")).to_be_focused()
    member.page.keyboard.type("A door that stands open")
    member.page.keyboard.press("Enter")
    member.page.locator("[data-insert]").first.click()
    assert LINE.search(_text(member).input_value())
    expect(member.page.locator("#body-preview img[alt='A door that stands open']")).to_be_visible()
    member.page.wait_for_load_state("networkidle")


def _is_kept(person) -> None:
    if not person.manner.javascript:
        person.presses("Save draft")
    person.sees(re.compile(person.words("Saved %(time)s. Nothing is sent yet.").replace("%(time)s", r"\d\d:\d\d")))


def _text(person):
    return person.page.get_by_role("textbox", name=person.words("Text in Markdown"))


def _changes(person, old: str, new: str) -> None:
    text = _text(person)
    words = text.input_value()
    assert old in words
    text.fill(words.replace(old, new, 1))
