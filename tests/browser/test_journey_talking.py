"""Replying, voting and reporting without a script: forms and links do all of it."""

from playwright.sync_api import expect

POLL = "SELECT topic_id FROM polls WHERE method = :method"


def opened_poll(visit, academy, method):
    visit.opens(f"/topics/{academy.one(POLL, method=method)}?from=1")
    return visit.page.locator("#poll")


def test_reply_stands_at_the_end_of_the_conversation(page_as, places):
    trainee = page_as("trainee", javascript=False)
    trainee.opens(places("/topics/{topic}"))
    trainee.page.locator('#composer textarea[name="body"], form[action$="/replies"] textarea').first.fill("It helped.")
    trainee.page.locator('form[action$="/replies"] button:not([name])').first.click()
    trainee.sees("It helped.", trainee.page.locator("#replies"))


def test_ranked_vote_is_given_changed_and_taken_back(page_as, academy):
    mentor = page_as("mentor", javascript=False)
    poll = opened_poll(mentor, academy, "ranked")
    mentor.sees("You see the results once you have voted.", poll)
    ranks = poll.locator("select")
    ranks.nth(2).select_option("1")
    ranks.nth(0).select_option("2")
    mentor.presses("Vote", poll, exact=True)
    expect(poll.locator("select").nth(2)).to_have_value("1")
    mentor.sees("10 people voted", poll)
    expect(poll.get_by_role("table")).to_be_visible()
    poll.locator("select").nth(0).select_option("1")
    with mentor.expecting(422):
        mentor.presses("Change my vote", poll)
    mentor.sees("Two options have the same place. Give each place once.", poll)
    mentor.presses("Take it back", poll)
    mentor.sees("9 people voted", poll)


def test_post_is_reported(page_as, places, academy):
    trainee = page_as("trainee", javascript=False)
    trainee.opens(places("/topics/{announcement}?from=1"))
    trainee.follows("More", trainee.page.locator("#post-1"))
    trainee.follows("Report this")
    trainee.page.get_by_role("radio").first.check()
    trainee.presses("Report this")
    trainee.page.wait_for_load_state()
    assert academy.rows("SELECT post_id FROM flags")
