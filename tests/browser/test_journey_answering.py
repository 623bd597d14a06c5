"""Answering: who leads holds an answer back while peers have the question, and finds it where only they look."""

from playwright.sync_api import expect


def test_a_facilitator_holds_an_answer_back_and_says_it(page_as, places):
    visit = page_as("facilitator")
    page = visit.page
    visit.opens(places("/topics/{held_question}"))
    posts = page.locator("#replies article").count()
    page.locator("#held").check()
    page.locator("#body").fill("Say that you are writing something down.")
    page.locator("#composer button.primary").click()
    expect(page.locator("#body")).to_have_value("")
    assert page.locator("#replies article").count() == posts
    visit.opens(places("/topics/{held_question}/ladder"))
    held = page.locator("#held li").last
    expect(held).to_contain_text("writing something down")
    held.locator("form[action$='/sending'] button").click()
    expect(page.locator("#replies")).to_contain_text("Say that you are writing something down.")
