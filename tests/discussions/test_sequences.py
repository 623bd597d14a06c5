"""Random sequences of everything people and leaders do: afterwards counters, unread, inbox, following, bookmarks, flags,
answers, votes and search are what a plain recount finds."""

import re
from collections import Counter

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from discussions.bookmarks.queries import page_of
from discussions.counting import recount
from discussions.following.models import Follow
from discussions.following.queries import followers_of
from discussions.ideas.models import Idea
from discussions.lists import queries as lists
from discussions.models import MeToo, Post, Topic
from discussions.moderation.models import Flag
from discussions.moving.queries import find_merged_into
from discussions.polls.models import Ballot
from discussions.queries import accepted_answers
from discussions.reading.models import ReadingState
from lms.access import ACADEMY
from lms.database import db
from lms.jobs import sweep
from lms.notifications.models import Notification
from lms.notifications.queries import inbox_of
from lms.search.models import SearchDocument
from lms.search.queries import search
from tests.discussions.playing import Play

STEPS = (
    "start",
    "reply",
    "reply",
    "reply",
    "delete",
    "restore",
    "move",
    "split",
    "merge",
    "merge",
    "read",
    "edit",
    "accept",
    "vote",
    "vote",
    "follow",
    "automatic",
    "follow_space",
    "keep",
    "flag",
    "flag",
    "review",
    "thank",
)
steps = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 2), st.integers(0, 40), st.integers(0, 40)),
    min_size=5,
    max_size=30,
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@example(
    steps=[("start", 0, 0, 1), ("start", 0, 0, 3), ("reply", 1, 0, 0), ("merge", 0, 0, 0)]
)  # from Dutch to English
@given(steps=steps)
def test_everything_is_what_a_recount_from_scratch_finds(cast_of_a_fresh_cohort, steps):
    play = Play(*cast_of_a_fresh_cohort())
    for step, *choices in steps:
        play.take(step, *choices)
        db.session.flush()
    db.session.commit()
    while sweep():
        pass
    db.session.expire_all()
    assert recount() == dict.fromkeys(recount(), 0)
    topics = db.session.scalars(select(Topic)).all()
    for topic in topics:
        check_counters(topic, play.posts(topic))
    for space in play.spaces:
        inside = [topic for topic in topics if topic.space_id == space.id and topic.deleted_at is None]
        assert space.topic_count == len(inside)
        assert space.question_count == sum(topic.kind == "question" for topic in inside)
        assert {topic.audience_id for topic in inside} <= {space.audience_id}
        for person, viewer in zip(play.people, play.viewers, strict=True):
            heard = [t for t in inside if play.level(person, t) != "muted"]
            unread = [t for t in heard if t.newest_number > play.last_read.get((person.id, t.id), 0)]
            assert lists.standing_in(viewer, space.id).unread == len(unread)
    check_reading(play, topics)
    check_following(play, topics)
    check_inbox(play)
    check_bookmarks(play)
    check_flags(play)
    check_answers(play, topics)
    check_votes(play, topics)
    check_search(play, topics)
    for topic in topics:
        if topic.merged_into_id:
            into = db.session.get(Topic, topic.merged_into_id)
            assert into.merged_into_id is None
            expected = into.id if into.deleted_at is None else None
            assert find_merged_into(play.viewers[0], topic.id) == expected
            for table in (ReadingState, Follow, MeToo, Post):
                assert db.session.query(table).filter_by(topic_id=topic.id).count() == 0


def check_counters(topic, posts):
    standing = [post for post in posts if post.deleted_at is None]
    answers = [post for post in standing if post.number > 1 and post.author_id != topic.author_id]
    last = standing[-1] if standing else None
    assert [post.number for post in posts] == list(range(1, len(posts) + 1))
    assert topic.last_number == len(posts)
    assert topic.newest_number == (last.number if last else 0)
    assert topic.reply_count == sum(post.number > 1 for post in standing)
    assert topic.last_poster_id == (last.author_id if last else topic.author_id)
    assert topic.bumped_at == (last.created_at if last else topic.created_at)
    assert topic.first_answer_at == (answers[0].created_at if answers else None)
    assert (topic.deleted_at is None) == bool(standing)
    assert topic.me_too_count == db.session.query(MeToo).filter_by(topic_id=topic.id).count()
    accepted = topic.accepted_post_id
    assert accepted is None or accepted in {post.id for post in standing if post.number > 1}
    assert accepted is None or topic.kind == "question"


def check_reading(play, topics):
    for person in play.people:
        for topic in topics:
            state = db.session.get(ReadingState, (person.id, topic.id))
            last = state.last_read if state else 0
            assert last == play.last_read.get((person.id, topic.id), 0)
            below = {post.id for post in play.posts(topic) if post.number <= last and post.deleted_at is None}
            assert below <= play.seen[person.id], "nothing that was not seen counts as read"


def check_following(play, topics):
    for topic in topics:
        rows = {row.user_id: row for row in db.session.scalars(select(Follow).filter_by(topic_id=topic.id))}
        assert {post.author_id for post in play.posts(topic)} <= set(rows)
        for person in play.people:
            choice, row = play.chosen.get((person.id, topic.id)), rows.get(person.id)
            assert (row.level if row and row.chosen else None) == choice, "a choice stays until it is made anew"
            assert followers_of(topic).get(person.id, "normal") == play.level(person, topic)


def check_inbox(play):
    """What waits is what each was told and has not read, once per person and thing, and every page counts its threads."""
    for person, browser in zip(play.people, play.browsers, strict=True):
        rows = db.session.scalars(select(Notification).filter_by(user_id=person.id)).all()
        kinds = [(kind, int(number)) for kind, number, *_version in (row.thing.split(":") for row in rows)]
        waits = {key: row.done_at is None for key, row in zip(kinds, rows, strict=True)}
        assert waits == {(kind, post): told for (who, kind, post), told in play.told.items() if who == person.id}
        for (kind, post_id), row in zip(kinds, rows, strict=True):
            post = db.session.get(Post, post_id)
            topic = db.session.get(Topic, post.topic_id)
            assert row.thread == (f"review:{post.id}" if kind == "moderated" else f"topic:{topic.id}")
            assert row.audience_id == topic.audience_id
            assert kind == "moderated" or post.deleted_at is None
        threads = {row.thread for row in rows if row.done_at is None}
        inbox = inbox_of(browser.viewer, "to_do", None)
        assert inbox.to_do + inbox.following == len(threads)
        shown = re.search(r"<b>(\d+)<span class=\"hidden-words\"> unread", browser.get("/bookmarks").text)
        assert int(shown[1] if shown else 0) == len(threads)


def check_bookmarks(play):
    for person, viewer in zip(play.people, play.viewers, strict=True):
        rows, _has_more = page_of(viewer, None)
        posts = [db.session.get(Post, post) for who, post in play.kept if who == person.id]
        expected = {post.id for post in posts if db.session.get(Topic, post.topic_id).deleted_at is None}
        assert {row.post_id for row in rows} == expected


def check_flags(play):
    hidden = set(db.session.scalars(select(Post.id).where(Post.hidden_at.is_not(None))))
    assert hidden == play.hidden
    assert hidden <= set(db.session.scalars(select(Post.id).where(Post.deleted_at.is_not(None))))
    flags = db.session.execute(select(Flag.post_id, Flag.user_id, Flag.agreed)).all()
    assert {(post, person): agreed for post, person, agreed in flags} == play.flags


def check_answers(play, topics):
    """Each question has the answer that was accepted last, and its author the credit."""
    stands = {topic.id: topic.accepted_post_id for topic in topics if topic.accepted_post_id}
    assert stands == play.accepted
    answers = [(db.session.get(Topic, topic), db.session.get(Post, post)) for topic, post in play.accepted.items()]
    credit = Counter(post.author_id for topic, post in answers if post.author_id != topic.author_id)
    assert dict(db.session.execute(accepted_answers()).all()) == dict(credit)


def check_votes(play, topics):
    for topic in topics:
        given = [votes for (_person, topic_id), votes in play.votes.items() if topic_id == topic.id]
        if topic.kind == "idea":
            assert db.session.get(Idea, topic.id).vote_count == sum(given)
        elif topic.kind == "poll":
            ballots = db.session.scalars(select(Ballot.choices).filter_by(topic_id=topic.id)).all()
            assert sorted(ballots) == sorted(str(choices[0]) for choices in given if choices)


def check_search(play, topics):
    expected = set()
    for topic in topics:
        if topic.deleted_at is None:
            expected.add(("topic", topic.id, f"/topics/{topic.id}", topic.audience_id, topic.title))
            expected |= {
                ("post", post.id, f"/posts/{post.id}", topic.audience_id, topic.title)
                for post in play.posts(topic)
                if post.number > 1 and post.deleted_at is None
            }
    columns = (SearchDocument.kind, SearchDocument.object_id, SearchDocument.url, SearchDocument.audience_id)
    documents = db.session.execute(
        select(*columns, SearchDocument.title).where(SearchDocument.kind.in_(("topic", "post")))
    ).all()
    assert sorted(map(tuple, documents)) == sorted(expected)
    viewable = {space.audience_id for space in play.spaces}
    spoken = {post.id for topic in topics for post in play.posts(topic) if "Blackbird" in post.body}
    for viewer, audiences in ((play.viewers[0], viewable), (play.outsider, {ACADEMY})):
        found = {hit.url for hit in search(viewer, "blackbird", kinds=("post",), limit=100).hits}
        assert found == {
            url for kind, which, url, audience, _title in expected
            if kind == "post" and which in spoken and audience in audiences
        }  # fmt: skip
