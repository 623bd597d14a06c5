"""Without a mouse everything can be reached, the focus is always somewhere, and what was typed is never lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import violations

FOCUSED = "() => { const here = document.activeElement; return here === document.body ? 'nothing' : here.outerHTML.slice(0, 200) }"


def test_skip_link_leads_past_the_navigation(page_as):
    member = page_as("trainee")
    member.opens("/courses")
    member.page.keyboard.press("Tab")
    expect(member.link("Skip to the text")).to_be_focused()
    member.page.keyboard.press("Enter")
    expect(member.page.locator("main")).to_be_focused()
    member.page.keyboard.press("Tab")
    assert member.page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_person_signs_in_and_completes_a_lesson_by_keyboard(page_as, places):
    newcomer = page_as(None)
    keys = newcomer.page.keyboard
    newcomer.opens("/sign-in")
    _tabs_to(newcomer, newcomer.field("Mail address"))
    keys.type("trainee@demo.example")
    keys.press("Tab")
    keys.type("learning circle demo")
    keys.press("Enter")
    resume = newcomer.link("Resume lesson %(number)s", number="3.2")
    _tabs_to(newcomer, resume)
    keys.press("Enter")
    _tabs_to(newcomer, newcomer.button("Complete and next"))
    keys.press("Enter")
    newcomer.sees("Lesson %(number)s is done.", number="3.2")


def test_every_stop_of_the_tab_key_can_be_seen(page_as, places):
    member = page_as("trainee")
    for address in ("/", "/cohorts/{cohort}", "/lessons/{lesson}", "/topics/{topic}", "/account"):
        member.opens(places(address))
        unseen = []
        for _ in range(40):
            member.page.keyboard.press("Tab")
            unseen += member.page.evaluate(
                """() => {
                  const here = document.activeElement;
                  if (here === document.body) return [];
                  const style = getComputedStyle(here), box = here.getBoundingClientRect();
                  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
                    || style.boxShadow !== "none" || style.borderColor && here.matches("input, textarea, select")
                    || here.closest(":focus-within") && getComputedStyle(here.parentElement.closest("form, .composer") ?? here).boxShadow !== "none";
                  return ring && box.width > 0 ? [] : [here.outerHTML.slice(0, 160)];
                }"""
            )
        assert unseen == [], address


def test_keys_open_their_list_and_lead_to_rooms(page_as):
    member = page_as("trainee")
    keys = member.page.keyboard
    member.opens("/")
    keys.press("?")
    expect(member.page.get_by_role("dialog")).to_be_visible()
    assert violations(member.page) == []
    keys.press("Escape")
    expect(member.page.get_by_role("dialog")).to_be_hidden()
    keys.press("g")
    keys.press("k")
    member.page.wait_for_url("**/knowledge")
    keys.press("/")
    expect(member.page.get_by_role("searchbox", name=member.words("Search")).first).to_be_focused()
    keys.type("?gk")
    expect(member.page.get_by_role("dialog")).to_be_hidden()


def test_keys_walk_through_lists_and_conversations_and_begin_writing(page_as, places):
    member, author = page_as("trainee"), page_as("author")
    keys = member.page.keyboard
    member.opens(places("/cohorts/{cohort}"))
    lines = member.page.locator("main .row-title > a")
    for key, number in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        keys.press(key)
        expect(lines.nth(number)).to_be_focused()
    address = lines.nth(1).get_attribute("href").partition("#")[0]
    keys.press("Enter")
    member.page.wait_for_url(f"**{address}*")
    keys.press("j")
    expect(member.page.locator("article.post:focus")).to_have_id(re.compile("^post-"))
    keys.press("r")
    expect(member.page.locator("#composer textarea")).to_be_focused()
    keys.type("jr")
    expect(member.page.locator("#composer textarea")).to_have_value(re.compile("jr$"))
    member.opens(places("/cohorts/{cohort}"))
    keys.press("c")
    member.page.wait_for_url("**/topics/new")
    author.opens(places("/lessons/{lesson}"))
    author.page.keyboard.press("e")
    author.page.wait_for_url("**/edit?language=en")


def test_menu_opens_and_closes_by_keyboard(page_as):
    member = page_as("trainee")
    member.opens("/")
    summary = member.page.locator("details.menu > summary")
    summary.focus()
    member.page.keyboard.press("Enter")
    expect(member.link("Profile")).to_be_visible()
    assert violations(member.page) == []
    member.page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(member.page.locator("details.menu")).not_to_have_attribute("open", "")


def test_more_of_a_post_opens_and_closes_by_key(page_as, places):
    trainee = page_as("trainee")
    trainee.opens(places("/topics/{waiting_question}"))
    trainee.link("More").focus()
    trainee.page.keyboard.press("Enter")
    summary = trainee.page.locator(".quiets details.menu > summary")
    expect(summary).to_be_focused()
    trainee.page.keyboard.press("Tab")
    expect(trainee.link("Copy the link")).to_be_focused()
    assert violations(trainee.page) == []
    trainee.page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(trainee.link("Copy the link")).to_have_count(0)


def test_focus_stays_after_every_act_that_changes_part_of_a_page(page_as, places):
    trainee, editor, author = page_as("trainee"), page_as("editor"), page_as("author")
    trainee.opens(places("/topics/{waiting_question}"))
    _acts_and_keeps_focus(trainee, trainee.button("Me too"))
    trainee.opens(places("/topics/{topic}"))
    _acts_and_keeps_focus(trainee, trainee.button("Thank"))
    _acts_and_keeps_focus(trainee, trainee.button("Hear of everything"))
    trainee.page.locator("#composer textarea").fill("By keyboard.")
    _acts_and_keeps_focus(trainee, trainee.button("Reply", trainee.page.locator("#composer"), exact=True))
    trainee.sees("By keyboard.")

    trainee.opens("/inbox")
    _acts_and_keeps_focus(trainee, trainee.button("Done", trainee.page.get_by_role("main")))
    _acts_and_keeps_focus(trainee, trainee.button("Undo"))

    trainee.opens(places("/articles/{own_article}"))
    helped = trainee.page.locator("#helped")
    _acts_and_keeps_focus(trainee, helped.get_by_role("button").first)

    editor.opens("/knowledge")
    title = editor.page.locator("#collections h3 a").nth(1).inner_text()
    _acts_and_keeps_focus(editor, editor.button("Move “%(title)s” up", title=title))

    author.opens(places("/courses/{course}/edit"))
    _acts_and_keeps_focus(author, author.button("Move lesson %(number)s down", number="1.1"))


def test_parts_that_were_swapped_in_are_accessible_too(page_as, places):
    trainee = page_as("trainee")
    trainee.opens(places("/topics/{waiting_question}"))
    trainee.page.locator("#composer textarea").fill("Four seconds, then I count again.")
    trainee.presses("Reply", trainee.page.locator("#composer"), exact=True)
    trainee.sees("Four seconds, then I count again.")
    assert violations(trainee.page) == []
    trainee.opens("/inbox")
    trainee.presses("Done", trainee.page.get_by_role("main"))
    trainee.sees("Marked as done.")
    assert violations(trainee.page) == []
    trainee.opens("/search?q=silence")
    with trainee.page.expect_response(re.compile(r"/search\?q=debt")):
        trainee.page.locator("#q").fill("debt")
    expect(trainee.page.locator("li.result").first).to_be_visible()
    assert violations(trainee.page) == []
    trainee.opens(places("/lessons/{lesson}"))
    trainee.page.locator("details.note > summary").first.click()
    assert violations(trainee.page) == []


def test_form_that_is_refused_keeps_the_words_and_is_accessible(page_as, places):
    trainee = page_as("trainee")
    trainee.opens(places("/cohorts/{cohort}/topics/new"))
    trainee.writes("What you want to say", "Only a body, no title.")
    # A browser that knows the attribute sends nothing; others do.
    trainee.page.locator("#title").evaluate("field => (field.required = false)")
    with trainee.expecting(422):
        trainee.presses("Start it")
        expect(trainee.page.get_by_role("alert")).to_be_focused()
    assert trainee.field("What you want to say").input_value() == "Only a body, no title."
    assert violations(trainee.page) == []


def test_draft_of_a_reply_survives_an_expired_session(page_as, academy, places):
    writer = page_as("mentor")
    writer.opens(places("/topics/{topic}"))
    field = writer.page.locator("#composer textarea")
    with writer.page.expect_response(_keeps_a_draft):
        field.fill("I began this before lunch.")
    expect(writer.page.locator("[data-draft-state]").first).to_contain_text(writer.words("Draft kept"))
    academy.rows("DELETE FROM sessions WHERE user_id = :id", id=places["mentor"])
    field.fill("I began this before lunch, and went on after.")
    writer.sees("Not kept yet, we keep trying. Your text stays here.")
    writer.presses("Reply", writer.page.locator("#composer"), exact=True)
    expect(writer.page).to_have_url(re.compile("/sign-in"))
    writer.writes("Mail address", "mentor@demo.example")
    writer.writes("Password", "learning circle demo")
    writer.presses("Sign in", exact=True)
    expect(writer.page).to_have_url(re.compile(places("/topics/{topic}")))
    expect(writer.page.locator("#composer textarea")).to_have_value(re.compile("I began this before lunch"))
    writer.presses("Reply", writer.page.locator("#composer"), exact=True)
    expect(writer.page.locator("article.post").filter(has_text="I began this before lunch").last).to_be_visible()
    expect(writer.page.locator("#composer textarea")).to_have_value("")


def test_draft_of_a_lesson_survives_an_expired_session(page_as, academy, places):
    author = page_as("author")
    author.opens(places("/lessons/{lesson}/edit"))
    field = author.page.get_by_role("textbox", name=author.words("Text in Markdown"))
    before = field.input_value()
    with author.page.expect_response(_keeps_a_draft):
        field.fill(before + "\n\nA line at noon.")
    academy.rows("DELETE FROM sessions WHERE user_id = (SELECT id FROM users WHERE email = 'author@demo.example')")
    field.fill(before + "\n\nA line at noon, and one at one.")
    author.sees("Not saved yet. Your text stays here, we keep trying.")
    again = page_as(None)
    again.opens(places("/sign-in?next=/lessons/{lesson}/edit"))
    again.page.get_by_role("button", name="Daan Rietveld").click()
    kept = again.page.get_by_role("textbox", name=again.words("Text in Markdown"))
    expect(kept).to_have_value(re.compile("A line at noon"))


def _keeps_a_draft(answer) -> bool:
    return answer.request.method == "POST" and "draft" in answer.url and answer.ok


def _tabs_to(visit, target, most=120):
    for _ in range(most):
        visit.page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"the tab key does not reach {target} in {most} presses")


def _acts_and_keeps_focus(visit, button):
    """Pressed by keyboard; when the part has been swapped the focus is on something that can be seen."""
    button.focus()
    with visit.page.expect_response(lambda answer: answer.request.method == "GET" or answer.status < 300):
        visit.page.keyboard.press("Enter")
    visit.page.wait_for_load_state("networkidle")
    assert visit.page.evaluate(FOCUSED) != "nothing", f"the focus is lost after {button}"
    assert visit.page.evaluate("() => document.activeElement.checkVisibility()")
