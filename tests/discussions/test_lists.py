"""Lists of topics: filters, states, pages, and what the tabs of a cohort count."""

import re
from datetime import timedelta

from discussions.counting import recount
from discussions.lists import queries as lists
from discussions.lists.statements import RECENT
from discussions.models import Topic
from discussions.reading.actions import mark_read
from lms.database import db, now
from tests.cast import text_of, titles
from tests.discussions.test_budgets import fill_space
from tests.factories.discussions import academy_space, make_question, make_reply, make_topic


def all_titles(person, address):
    """The titles on a list and on all pages after it."""
    seen = []
    while address:
        page = person.get(address)
        seen += titles(page)
        older = re.search(r'href="([^"]*before=[^"]*)" rel="next"', page.text)
        address = older[1].replace("&amp;", "&") if older else None
    return seen


def test_last_spoken_in_comes_first(cast, cohort):
    make_topic(cohort, title="First")
    second = make_topic(cohort, title="Second")
    make_topic(cohort, title="Third")
    make_reply(second)
    assert titles(cast.alumna.get(f"/cohorts/{cohort.id}")) == ["Second", "Third", "First"]


def test_filters(cast, cohort):
    talk = make_topic(cohort, title="A talk")
    asked = make_question(cohort, title="An open question")
    solved = make_question(cohort, title="A solved question")
    answer = make_reply(solved, author=cast.alumna.user)
    cast.trainee.post(f"/topics/{solved.id}/answer", {"post": str(answer.id)})
    mark_read(cast.alumna, talk, 1)
    mark_read(cast.alumna, solved, 2)
    address = f"/cohorts/{cohort.id}?show="
    assert set(titles(cast.alumna.get(address + "all"))) == {"A talk", "An open question", "A solved question"}
    assert titles(cast.alumna.get(address + "questions")) == ["A solved question", "An open question"]
    assert titles(cast.alumna.get(address + "unanswered")) == ["An open question"]
    assert titles(cast.alumna.get(address + "unread")) == ["An open question"]
    assert titles(cast.alumna.get(address + "mine")) == ["A solved question"]
    assert set(titles(cast.alumna.get(address + "nonsense"))) == {"A talk", "An open question", "A solved question"}
    assert titles(cast.alumna.get(f"/cohorts/{cohort.id}/questions")) == ["A solved question", "An open question"]
    assert db.session.get(Topic, asked.id).first_answer_at is None


def test_line_says_what_is_new_and_what_state_it_is_in(cast, cohort):
    topic = make_question(cohort)
    mark_read(cast.alumna, topic, 1)
    page = cast.alumna.get(f"/cohorts/{cohort.id}")
    assert "no reply yet" in text_of(page)
    assert "Waiting 1 min of 4 h" in text_of(page)
    answer = make_reply(topic)
    make_reply(topic)
    page = cast.alumna.get(f"/cohorts/{cohort.id}")
    assert "2 replies, 2 new" in text_of(page)
    assert f'href="/topics/{topic.id}#new"' in page.text
    cast.trainee.post(f"/topics/{topic.id}/answer", {"post": str(answer.id)})
    assert "Answered" in text_of(cast.alumna.get(f"/cohorts/{cohort.id}"))


def test_clock_goes_from_peers_to_late(cast, cohort):
    topic = make_question(cohort)
    for hours, words in ((3, "Waiting 3 h of 4 h"), (6, "Waiting 6 h of 24 h"), (26, "Waiting 26 h"), (73, "3 days")):
        db.session.get(Topic, topic.id).created_at = now() - timedelta(hours=hours, minutes=1)
        page = cast.alumna.get(f"/cohorts/{cohort.id}")
        assert words in text_of(page)
        assert ("ring late" in page.text) == (hours >= 24)


def test_count_of_unread_says_among_how_many_it_looked(cast, cohort, space):
    fill_space(space, cast.trainee.id, RECENT)
    recount()
    address = f"/cohorts/{cohort.id}"
    newest = db.session.scalars(db.select(Topic).order_by(Topic.bumped_at.desc())).all()
    mark_read(cast.alumna, newest[0], 1)
    assert f"{RECENT - 1} unread Mark" in text_of(cast.alumna.get(address))
    make_topic(cohort)
    assert f"{RECENT - 1} unread among the last {RECENT}" in text_of(cast.alumna.get(address))
    assert f"{RECENT} or more unread" in text_of(cast.mentor.get(address))
    cast.alumna.post(f"/spaces/{space.id}/reading")
    assert "unread Mark" not in text_of(cast.alumna.get(address))
    assert titles(cast.alumna.get(f"{address}?show=unread")) == []


def test_muted_topic_is_never_unread(cast, cohort):
    topic = make_topic(cohort)
    cast.alumna.post(f"/topics/{topic.id}/following", {"level": "muted"})
    page = cast.alumna.get(f"/cohorts/{cohort.id}")
    assert 'class="topic unread"' not in page.text
    assert "Muted" in text_of(page)
    assert titles(cast.alumna.get(f"/cohorts/{cohort.id}?show=unread")) == []


def test_removed_newest_reply_is_not_new(cast, cohort):
    topic = make_topic(cohort)
    mark_read(cast.alumna, topic, 1)
    post = make_reply(topic)
    assert 'class="topic unread"' in cast.alumna.get(f"/cohorts/{cohort.id}").text
    cast.mentor.post(f"/posts/{post.id}/deletion")
    assert 'class="topic unread"' not in cast.alumna.get(f"/cohorts/{cohort.id}").text


def test_older_topics_follow_on_the_next_page(cast, cohort):
    for number in range(60):
        make_topic(cohort, title=f"Topic {number}")
    seen = all_titles(cast.alumna, f"/cohorts/{cohort.id}")
    assert seen == [f"Topic {number}" for number in reversed(range(60))]
    assert len(titles(cast.alumna.get(f"/cohorts/{cohort.id}"))) == lists.PAGE


def test_pinned_topics_stand_on_top_once_and_none_is_lost(cast, cohort):
    topics = [make_topic(cohort, title=f"Topic {number}") for number in range(40)]
    for topic in (topics[0], *topics[-6:]):
        cast.facilitator.post(f"/topics/{topic.id}/pinning")
    assert "Pinned" in text_of(cast.alumna.get(f"/cohorts/{cohort.id}"))
    seen = all_titles(cast.alumna, f"/cohorts/{cohort.id}")
    assert seen[:5] == [f"Topic {number}" for number in (39, 38, 37, 36, 35)]
    assert seen[5:] == [f"Topic {number}" for number in (34, *reversed(range(34)))]


def test_senseless_place_in_a_list_is_its_beginning(cast, cohort):
    make_topic(cohort, title="Only one")
    for place in ("yesterday", "2026-01-01~x", "2026-01-01~5", "~"):
        assert titles(cast.alumna.get(f"/cohorts/{cohort.id}?before={place}")) == ["Only one"]


def test_tabs_count_conversations_and_questions(cast, cohort):
    make_topic(cohort)
    make_question(cohort)
    page = cast.alumna.get(f"/cohorts/{cohort.id}")
    assert "Conversations 2" in text_of(page)
    assert "Questions 1" in text_of(page)


def test_empty_space_says_how_to_begin(cast, cohort):
    assert "Nobody has said anything here yet." in text_of(cast.alumna.get(f"/cohorts/{cohort.id}"))
    assert "You have read everything here." in text_of(cast.alumna.get(f"/cohorts/{cohort.id}?show=unread"))


def test_topics_of_one_space_stay_out_of_another(cast, cohort):
    make_topic(cohort, title="Of the cohort")
    space = academy_space()
    make_topic(space=space, title="Of everybody")
    assert titles(cast.alumna.get(f"/spaces/{space.id}")) == ["Of everybody"]
    assert titles(cast.alumna.get(f"/cohorts/{cohort.id}")) == ["Of the cohort"]
