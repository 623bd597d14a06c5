"""Reading on and coming back: what was on screen is read, what is kept comes back, what is followed says why."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_of
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
POST_OF_OTHERS = "article.post:has(.quiets [formaction$='/thanks'])"


def more_of(visit, places, name):
    """Open what one can do with the post of somebody else: in place with scripts, as a page without."""
    visit.opens(places("/topics/{long_topic}?from=1"))
    post = visit.page.locator(POST_OF_OTHERS).nth(1)
    visit.follows("More", post)
    act = visit.page.get_by_role("link", name=visit.words(name)).or_(
        visit.page.get_by_role("button", name=visit.words(name))
    )
    act.filter(visible=True).first.click()


def test_what_was_on_screen_is_read_until_one_marks_it_unread(page_as, academy, places):
    reader = page_as("facilitator")
    topic = places("{long_topic}")
    person = "(SELECT id FROM users WHERE email = 'facilitator@demo.example')"
    if reader.manner.javascript:
        academy.rows(f"DELETE FROM reading_states WHERE topic_id = {topic} AND user_id = {person}")
        with reader.page.expect_response(lambda answer: answer.url.endswith(f"/topics/{topic}/reading")) as told:
            reader.opens(f"/topics/{topic}?from=1")
        assert told.value.status == 204
    more_of(reader, places, "Mark unread from here")
    reader.sees("From that post on it is unread again.")
    assert faults_of(reader) == []
    reader.presses("Undo")
    reader.sees("It is as it was before.")


def test_post_is_kept_and_found_again(page_as, places):
    trainee = page_as("trainee")
    more_of(trainee, places, "Bookmark")
    assert faults_of(trainee) == []
    trainee.writes("Note", f"Before Thursday {trainee.manner}")
    trainee.presses("Keep it")
    trainee.sees("Kept among your bookmarks.")
    trainee.opens("/bookmarks")
    line = trainee.page.get_by_role("listitem").filter(has_text=f"Before Thursday {trainee.manner}")
    expect(line).to_be_visible()
    assert faults_of(trainee) == []
    trainee.presses("Let go", line)
    trainee.sees("No longer among your bookmarks.")
    expect(line).to_have_count(0)


def test_reaction_is_given_taken_back_and_put_in_words(page_as, places):
    trainee = page_as("trainee")
    more_of(trainee, places, "Made me think")
    chip = trainee.page.locator("button[name=back][value=thinking]").first
    expect(chip).to_be_visible()
    assert faults_of(trainee) == []
    chip.click()
    expect(trainee.page.locator("button[name=back][value=thinking]")).to_have_count(0)
    more_of(trainee, places, "Thank with a sentence")
    assert faults_of(trainee) == []
    trainee.writes("What it did for you, in one sentence", "I tried it, and she talked.")
    trainee.presses("Thank", trainee.page.get_by_role("main"))
    trainee.sees("Your sentence is sent.")


def test_level_says_why_and_subjects_lead_into_topics(page_as, places):
    trainee = page_as("trainee")
    trainee.opens(places("/topics/{long_topic}"))
    trainee.presses("Keep an eye on it")
    trainee.sees("You chose this.")
    trainee.presses("Automatic")
    trainee.sees("Because you wrote here.")
    trainee.presses("Keep an eye on it")
    trainee.sees("You chose this.")
    assert faults_of(trainee) == []
    trainee.opens(places("/cohorts/{cohort}"))
    trainee.follows("By subject")
    assert faults_of(trainee) == []
    trainee.follows("Silence", trainee.page.get_by_role("main"))
    trainee.sees("With the tag “%(name)s”.", name="Silence")
    trainee.opens(places("/topics/{long_topic}/jump?number=3"))
    expect(trainee.page.locator("#post-3")).to_be_visible()


def test_reply_about_a_passage_stands_beside_the_lesson(page_as, places):
    trainee, words = page_as("trainee"), "Here I always lose the thread."
    topic = places("/topics/{anchored_topic}")
    trainee.opens(topic)
    trainee.follows("Reply about a passage of the text")
    assert faults_of(trainee) == []
    trainee.page.locator("details.disclose a").nth(1).click()
    quoted = trainee.page.get_by_role("main").locator("figure blockquote").inner_text()
    assert faults_of(trainee) == []
    trainee.page.locator("#composer textarea").fill(words)
    trainee.presses("Reply", trainee.page.locator("#composer"), exact=True)
    post = trainee.page.locator("article.post").filter(has_text=words).last
    expect(post.locator("blockquote")).to_contain_text(quoted[:40])
    post.locator("figcaption a").click()
    note = trainee.page.locator("details.note").filter(has_text=words)
    note.locator("summary").click()
    expect(note).to_contain_text(words)
    expect(note).to_have_attribute("data-at", re.compile(r"\w+"))
    assert faults_of(trainee) == []
