"""An echo: who leads an ended cohort proposes it, its author says yes, a later cohort reads it beside the lesson, until it is taken back."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import violations
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)


def test_echo_is_proposed_agreed_to_read_and_taken_back(page_as, academy, places):
    facilitator, author, reader = page_as("facilitator"), page_as("alumna"), page_as("trainee")
    topic = places("{topic_for_echo}")
    title, lesson = academy.rows("SELECT title, lesson_id FROM topics WHERE id = :topic", topic=topic)[0]
    words = "I practised mine in the mirror"

    facilitator.opens(f"/topics/{topic}")
    facilitator.follows("Show it elsewhere too")
    facilitator.page.locator("input[name=place][value=lesson]").check()
    post = facilitator.page.locator("#posts li").filter(has_text=words)
    post.get_by_role("checkbox").check()
    facilitator.presses("Ask their writers")
    facilitator.sees("None is shown yet.")
    proposal = facilitator.path

    reader.opens(f"/lessons/{lesson}")
    expect(reader.page.get_by_text(words)).to_have_count(0)

    author.opens("/inbox")
    asked = author.page.get_by_role("listitem").filter(has_text=author.words("Asks to show your words elsewhere"))
    author.follows("Answer", asked.filter(has_text=title))
    author.sees(words)
    author.field("Yes, with my name").check()
    author.presses("That is my answer")
    author.sees("It is shown now. You can take it back at any time.")
    facilitator.opens(proposal)
    facilitator.sees("Linde de Graaf")

    reader.page.reload()
    echo = reader.page.locator("details").filter(has_text=words)
    echo.locator("summary").click()
    reader.sees(words, echo)
    reader.sees("Linde de Graaf", echo)
    assert not reader.manner.javascript or violations(reader.page) == []

    author.opens("/consents")
    author.presses("Take it back", author.page.get_by_role("listitem").filter(has_text=words))
    author.sees("It is no longer shown.")
    reader.page.reload()
    expect(reader.page.get_by_text(words)).to_have_count(0)
