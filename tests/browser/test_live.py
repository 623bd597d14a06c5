"""Two people in one conversation: what the one says is announced to the other, and moves nothing until she wants to see it."""

import time
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.looking import violations_but_covered
from tests.browser.visiting import Manner

MANNERS = (Manner(), Manner(locale="nl"))
pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
TYPED = "I count to five, and then"
WHERE_IT_STANDS = "element => element.getBoundingClientRect().toJSON()"


def open_thread(visit, places):
    """The conversation, with the reply field in sight and the last post above it."""
    with visit.page.expect_response(lambda answer: "/news?" in answer.url and answer.status == 200):
        visit.opens(places("/topics/{long_topic}"))
    return visit.page.locator("#composer textarea")


def reply(visit, words):
    visit.page.locator("#composer textarea").fill(words)
    visit.page.locator("#composer .composer-in button").click()
    expect(visit.page.locator("#replies")).to_contain_text(words)


def news_of(visit):
    return visit.page.locator(".news a")


def test_reply_is_announced_and_moves_nothing_until_it_is_wanted(page_as, places):
    reader, writer = page_as("trainee"), page_as("facilitator")
    field = open_thread(reader, places)
    open_thread(writer, places)
    last = reader.page.locator("article.post").last.element_handle()
    last.scroll_into_view_if_needed()
    field.click()
    reader.page.keyboard.type(TYPED)
    reader.page.keyboard.press("ArrowLeft")
    before = last.evaluate(WHERE_IT_STANDS), field.evaluate(WHERE_IT_STANDS), reader.page.evaluate("scrollY")

    reply(writer, "Seven is not too long.")
    expect(news_of(reader)).to_have_text(reader.words("1 new reply – show"))
    reply(writer, "Ask her what she heard.")
    expect(news_of(reader)).to_have_text(reader.words("%(count)s new replies – show", count=2))
    after = last.evaluate(WHERE_IT_STANDS), field.evaluate(WHERE_IT_STANDS), reader.page.evaluate("scrollY")
    assert after == before
    reader.misses("Seven is not too long.")
    expect(field).to_have_value(TYPED)
    expect(field).to_be_focused()
    assert field.evaluate("field => field.selectionStart") == len(TYPED) - 1
    assert violations_but_covered(reader.page) == []

    news_of(reader).click()
    reader.sees("Ask her what she heard.")
    expect(news_of(reader)).to_be_hidden()
    assert last.evaluate(WHERE_IT_STANDS) == before[0], "what she read stands where it stood"
    assert reader.page.evaluate("scrollY") == before[2]
    expect(field).to_have_value(TYPED)
    expect(field).to_be_focused()
    assert violations_but_covered(reader.page) == []

    field.press("End")
    reader.page.keyboard.type(" she nods.")
    reader.page.locator("#composer .composer-in button").click()
    expect(reader.page.locator("article.post").last).to_contain_text(f"{TYPED} she nods.")
    expect(reader.page.get_by_text("Seven is not too long.")).to_have_count(1)
    expect(reader.page.get_by_text("Ask her what she heard.")).to_have_count(1)
    expect(news_of(reader)).to_be_hidden()


def test_by_keyboard_the_focus_goes_to_the_first_of_them(page_as, places):
    reader, writer = page_as("mentor"), page_as("facilitator")
    open_thread(reader, places)
    open_thread(writer, places)
    reply(writer, "One more thing.")
    expect(news_of(reader)).to_be_visible()
    news_of(reader).focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("article.post:focus")).to_contain_text("One more thing.")


def test_page_that_finds_no_place_asks_and_hears_it_too(page_as, places):
    reader, writer = page_as("mentor"), page_as("facilitator")
    refused = []

    def refuse(route):
        if route.request.headers["accept"] == "text/event-stream":
            refused.append(route.request.url)
            return route.fulfill(status=204)
        return route.continue_()

    reader.page.clock.install()
    reader.page.route("**/news?*", refuse)
    with reader.page.expect_response(lambda answer: "/news?" in answer.url and answer.request.method == "GET"):
        reader.opens(places("/topics/{long_topic}"))
    open_thread(writer, places)
    reply(writer, "Heard a little later.")
    with reader.page.expect_response(lambda answer: "/news?" in answer.url and answer.status == 200):
        reader.page.clock.run_for(60_000)
    expect(news_of(reader)).to_be_visible()
    assert refused


def test_hidden_tab_listens_no_more_and_catches_up_when_it_is_looked_at(page_as, places):
    reader, writer = page_as("trainee"), page_as("facilitator")
    open_thread(reader, places)
    open_thread(writer, places)
    hide = "hidden => { Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true }); document.dispatchEvent(new Event('visibilitychange')) }"
    reader.page.evaluate(hide, True)
    reply(writer, "While she was away.")
    expect(news_of(reader)).to_be_hidden()
    with reader.page.expect_response(lambda answer: "/news?" in answer.url):
        reader.page.evaluate(hide, False)
    expect(news_of(reader)).to_have_text(reader.words("1 new reply – show"))


def test_server_that_is_told_to_stop_waits_for_no_stream(prepared, academy, places):
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in prepared[1]["trainee"]["cookies"])
    headers = {"Accept": "text/event-stream", "Cookie": cookies}
    address = academy.address + places("/topics/{long_topic}/news?after=999999")
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as stream:
        assert stream.readline().startswith(b"retry: ")
        began = time.monotonic()
        academy.close()
        stream.read()
        assert time.monotonic() - began < 10, "a stream waits twenty seconds for news"
    academy.open()
