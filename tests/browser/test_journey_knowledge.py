"""A knowledge editor makes a collection and an article; readers say whether it helped, and an older text comes back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
SAVING = re.compile(r"/articles/\d+/draft")


def test_article_is_written_published_judged_changed_and_taken_back(page_as, academy):
    editor, reader = page_as("editor"), page_as("trainee")
    editor.opens("/knowledge")
    editor.follows("Make a collection")
    editor.writes("Title", "Waiting rooms")
    editor.writes("What it holds, in a sentence or two", "What chairs and doors say to people.")
    editor.page.get_by_role("radio", name=editor.words("Everyone with an account")).check()
    editor.presses("Make the collection")
    editor.sees("The collection is made. Write its first article.")
    editor.follows("Write an article")
    editor.writes("Title", "Chairs that face a door")
    editor.writes("The answer in one or two sentences", "Turn one chair.")
    editor.presses("Begin writing")
    writes_draft(editor, "## What people see\n\nA door is an exit and an entrance.")
    editor.unfolds("Publish")
    editor.presses("Publish this article")
    editor.sees("Published. Readers see it now.")
    article = editor.path.partition("#")[0]

    reader.opens("/knowledge")
    reader.follows("Waiting rooms")
    reader.follows("Chairs that face a door")
    reader.sees("A door is an exit and an entrance.")
    contents = reader.page.get_by_role("navigation", name=reader.words("Contents"))
    expect(contents.get_by_role("link", name="What people see")).to_be_visible()
    helped = reader.page.locator("#helped")
    reader.presses("Not yet", helped)
    reader.writes("What were you looking for?", "How far apart they should stand", helped)
    reader.presses("Tell the editors", helped)
    reader.sees("You looked for: “%(words)s”", helped, words="How far apart they should stand")
    reader.unfolds("Change your answer", helped)
    reader.presses("It did help", helped)
    reader.sees("It helped you.", helped)

    editor.opens(article)
    editor.follows("Edit this article", editor.page.get_by_role("complementary"))
    writes_draft(editor, "## What people see\n\nA door is an exit, an entrance and a draught.")
    editor.unfolds("Publish")
    editor.writes("What changed, in one sentence", "It was cold there")
    editor.presses("Publish this article")
    editor.follows("History")
    editor.sees("It was cold there")
    newest = editor.page.locator("li.act").filter(has_text=editor.words("Revision %(number)d", number=2))
    editor.follows("What changed", newest)
    expect(editor.page.locator(".diff ins", has_text="draught").first).to_be_visible()
    oldest = editor.page.locator("li.act").filter(has_text=editor.words("Revision %(number)d", number=1))
    editor.presses("Make it the draft", oldest)
    editor.sees("Revision %(number)d is the draft again. Publish it when it is right.", number=1)
    editor.unfolds("Publish")
    editor.presses("Publish this article")
    editor.sees("A door is an exit and an entrance.")


def test_article_is_talked_about_beside_its_text(page_as, places):
    reader = page_as("trainee")
    reader.opens(places("/articles/{own_article}"))
    reader.page.locator('a[href*="/discuss"]').filter(visible=True).first.click()
    reader.writes("Your question in one sentence", "Does this hold on the phone?")
    reader.writes("What others need to know to answer it", "Nobody sees my face there.")
    reader.presses("Ask it")
    reader.heading("Does this hold on the phone?")
    reader.opens(places("/articles/{own_article}"))
    reader.sees("Does this hold on the phone?")


def test_collections_are_put_in_order(page_as):
    editor = page_as("editor")
    editor.opens("/knowledge")
    titles = editor.page.locator("#collections h3 a")
    second = titles.nth(1).inner_text()
    editor.presses("Move “%(title)s” up", title=second)
    expect(titles.nth(0)).to_have_text(second)
    if editor.manner.javascript:
        assert editor.has_focus_somewhere()


def writes_draft(editor, words):
    text = editor.page.get_by_role("textbox", name=editor.words("Text in Markdown"))
    if editor.manner.javascript:
        with editor.page.expect_response(SAVING):
            text.fill(words)
        expect(editor.page.locator("#shown")).to_contain_text("A door is an exit")
    else:
        text.fill(words)
        editor.presses("Save draft")
        editor.sees("Saved.")
