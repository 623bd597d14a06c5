"""An article from its first draft to the archive: somebody reads the draft and comments, and readers see what is published."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey_knowledge import writes_draft
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
DOOR = "A door is an exit and an entrance."
CHAIR = "Turn one chair so that whoever waits sees both."


def test_a_draft_is_reviewed_published_and_archived(page_as):
    editor, reviewer, reader = page_as("editor"), page_as("alumna"), page_as("trainee")
    editor.opens("/knowledge")
    editor.follows("Make a collection")
    editor.writes("Title", "Waiting rooms")
    editor.page.get_by_role("radio", name=editor.words("Everyone with an account")).check()
    editor.presses("Make the collection")
    collection = editor.path.partition("#")[0].partition("?")[0]
    editor.opens(f"{collection}/verifiers")
    editor.writes("Name or e-mail address", "alumna@demo.example")
    editor.presses("Let them verify")
    editor.opens(f"{collection}/articles/new")
    editor.writes("Title", "Chairs that face a door")
    editor.presses("Begin writing")
    writes_draft(editor, f"{DOOR}\n\n{CHAIR}")
    editor.follows("Have it read")
    review = editor.path.partition("#")[0]
    article = review.removesuffix("/review")
    editor.page.get_by_label(editor.words("Who reads it?")).select_option(index=0)
    editor.writes("What should they look at?", "Is it short enough?")
    editor.presses("Ask to read it")
    editor.sees("Asked. They hear of it.")
    with reader.expecting(404):
        reader.opens(review)

    reviewer.opens("/inbox")
    reviewer.page.locator(f'a[href*="{review}"]').filter(visible=True).first.click()
    reviewer.sees("Is it short enough?")
    comments = reviewer.page.locator("#comments")
    with reviewer.expecting(422):
        reviewer.page.get_by_label(reviewer.words("About which passage?")).select_option(label=CHAIR)
        reviewer.button("Say it").evaluate("button => { button.formNoValidate = true }")
        reviewer.presses("Say it")
    reviewer.sees("Write something first.")
    reviewer.page.get_by_label(reviewer.words("About which passage?")).select_option(label=CHAIR)
    reviewer.writes("Your comment", "Ask Mrs Jansen which chair.")
    reviewer.presses("Say it")
    reviewer.unfolds("Change it", comments)
    reviewer.writes("Your words", "Which chair?", comments)
    reviewer.presses("Save", comments)
    reviewer.sees("Which chair?", comments)
    reviewer.misses("Ask Mrs Jansen which chair.")
    reviewer.writes("Your comment", "Too long.")
    reviewer.presses("Say it")
    second = comments.locator("li").filter(has_text="Too long.")
    reviewer.presses("Remove", second)
    reviewer.misses("Too long.")
    reviewer.presses("Undo", comments)
    reviewer.sees("Too long.", comments)

    editor.opens(f"{article}/edit")
    editor.follows(editor.plural("%(num)d open comment", "%(num)d open comments", 2))
    first = editor.page.locator("#comments li").filter(has_text="Which chair?")
    editor.unfolds("Answer", first)
    editor.writes("Your answer", "The one beside the window.", first)
    editor.presses("Send the answer", first)
    second = editor.page.locator("#comments li").filter(has_text="Too long.")
    editor.unfolds("Remove it", second)
    editor.writes("Why is it removed?", "It says nothing one could mend.", second)
    editor.presses("Remove these words", second)
    editor.misses("Too long.")

    reviewer.opens(review)
    reviewer.sees("The one beside the window.")
    reviewer.page.get_by_text("It says nothing one could mend.").wait_for()
    reviewer.presses("It is resolved", reviewer.page.locator("#comments li").filter(has_text="Which chair?"))
    reviewer.page.get_by_role("radio", name=reviewer.words("It can be published")).check()
    reviewer.presses("Send", exact=True)

    editor.opens(f"{article}/edit")
    editor.unfolds("Publish")
    editor.presses("Publish this article")
    editor.sees("Published. Readers see it now.")
    reader.opens(article)
    reader.sees(DOOR)
    reader.misses("Which chair?")

    editor.opens(f"{article}/edit")
    editor.page.on("dialog", lambda dialog: dialog.accept())
    editor.unfolds("Put it in the archive")
    editor.presses("Put it in the archive")
    with reader.expecting(404):
        reader.opens(article)
    editor.opens(f"{article}/edit")
    editor.presses("Bring it back")
    reader.opens(article)
    expect(reader.page.get_by_text(CHAIR)).to_be_visible()
