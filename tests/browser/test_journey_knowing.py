"""What becomes of an article: members add to it, its words go to a lesson, and a draft is published when its writer chose."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
CASE = "A neighbour sat at the table, and I asked whose table it was."


def test_what_a_member_adds_is_taken_into_the_article(page_as, places):
    member, reader, editor = page_as("alumna"), page_as("trainee"), page_as("editor")
    member.opens(places("/articles/{suggested_article}/contributions/new"))
    with member.expecting(422):
        member.page.locator("main form.fields button.primary").evaluate("button => { button.formNoValidate = true }")
        member.presses("Add it")
        member.page.locator(".error-summary").wait_for()
    member.page.locator("input[name=kind]").first.check()
    member.page.locator("#body").fill(CASE)
    member.presses("Add it")
    member.sees("Thank you. It stands under the article now.")
    address = member.path.partition("?")[0].partition("#")[0]

    reader.opens(address)
    reader.presses("Useful to me")
    reader.button("Not useful to me after all")

    editor.opens(address)
    editor.presses("Put it in the draft of the article")
    expect(editor.page.locator("textarea[name=body]")).to_contain_text(CASE)
    editor.unfolds("Publish")
    editor.presses("Publish this article")
    editor.sees(CASE)
    member.opens(address)
    member.sees("Taken into the article")


def test_words_of_an_article_go_to_a_lesson(page_as, places):
    editor, author = page_as("editor"), page_as("author")
    editor.opens(places("/articles/{suggested_article}/passages/new"))
    editor.page.locator("select[name=course]").select_option(str(places["course"]))
    editor.page.locator("textarea[name=words]").fill("Ask whose table it is.")
    editor.page.locator("[name=why]").fill("Lessons tell nothing about tables yet.")
    editor.presses("Propose it to the authors")
    address = editor.path.partition("?")[0].partition("#")[0]

    author.opens(address)
    author.sees("Ask whose table it is.")
    author.presses("Take it over")
    expect(author.page.locator("textarea[name=body]")).to_contain_text("Ask whose table it is.")
    editor.opens(address)
    editor.sees("Taken over")


def test_a_draft_waits_for_the_moment_its_writer_chose(page_as, places):
    editor = page_as("editor")
    editor.opens(places("/articles/{article}/schedule"))
    editor.page.locator("input[name=day]").fill((datetime.now(UTC).date() - timedelta(days=400)).isoformat())
    editor.page.locator("input[name=hour]").fill("09:00")
    with editor.expecting(422):
        editor.presses("Publish it then")
        editor.page.locator(".error-summary").wait_for()
    editor.page.locator("input[name=day]").fill((datetime.now(UTC).date() + timedelta(days=2)).isoformat())
    editor.presses("Publish it then")
    editor.opens(places("/articles/{article}/schedule"))
    editor.sees(editor.words("Planned by %(name)s.").partition("%")[0].strip())
    editor.presses("Take it back")
    editor.misses("Take it back")
