"""A conversation in which everything stands that a conversation can hold costs as few statements as an empty one."""

from datetime import timedelta

import pytest

from discussions import actions
from discussions.anchors.actions import anchor_post
from discussions.anchors.places import place_about
from discussions.answering.held.actions import hold_answer
from discussions.answering.routing.actions import ask
from discussions.bookmarks.actions import keep
from discussions.composing.actions import attach
from discussions.consent.actions import propose
from discussions.following.actions import follow_space
from discussions.ideas.actions import move_idea
from discussions.ideas.actions import vote as vote_on_idea
from discussions.moderation.actions import flag
from discussions.polls.actions import vote as vote_in_poll
from discussions.reacting.actions import react
from discussions.slow_mode.actions import slow_down
from discussions.subjects.actions import add_tag, tag_topic
from lms.access import ACADEMY
from lms.database import db, now
from lms.drafts.actions import keep_draft
from tests.discussions.test_composing import png
from tests.factories.discussions import make_idea, make_poll, make_question, make_reply
from tests.statements import counted_statements

MAKERS = {"question": make_question, "idea": make_idea, "poll": make_poll}
BUDGET = 8


@pytest.fixture(params=MAKERS)
def topic(request, cast, cohort, lesson, space):
    """Thirty posts with a quoted passage, files, names, reactions, thanks, bookmarks, flags, gaps and a history each."""
    topic = MAKERS[request.param](cohort, lesson_id=lesson.id, anchor_language="en")
    fill_around(topic, cast, space)
    place = place_about(cast.mentor.viewer, topic)
    key = next(iter(place.blocks))
    for number in range(30):
        author = (cast.mentor, cast.alumna, cast.trainee)[number % 3].user
        file = attach(png(), "count.png", alt="Five fingers", audience_id=topic.audience_id, by=author)
        words = f"@[Mentor] says\n\n> wait a little longer\n\n![Five fingers](/files/{file.key}/count.png)"
        post = make_reply(topic, author=author, body=words, at=now() - timedelta(hours=1))
        anchor_post(post, place, key)
        fill_post(post, cast, number)
        if number % 10 == 3:
            actions.delete_post(post, by=author)
        elif number % 10 == 7:
            flag(post, by=cast.facilitator.user, reason="off_topic", leads=True)
        elif number == 29 and topic.kind == "question":
            actions.accept_answer(topic, post, by=cast.trainee.user)
    db.session.commit()
    return topic


def fill_around(topic, cast, space):
    """What stands around the posts."""
    tag_topic(topic, [add_tag(space, name).id for name in ("Silence", "Waiting")])
    actions.pin_topic(topic, by=cast.facilitator.user)
    follow_space(cast.mentor.viewer, space, "tracking")
    slow_down(topic, minutes=5, hours=1, by=cast.facilitator.user, reason="Calm.")
    for person in (cast.mentor, cast.trainee, cast.facilitator):
        keep_draft(person.viewer, f"topic:{topic.id}", title="", body="Perhaps", sequence=1)
        actions.mark_read(person.viewer, topic, 1)
    if topic.kind == "question":
        actions.say_me_too(topic, cast.alumna.user)
        ask(topic, cast.mentor.id, "expertise")
        hold_answer(topic, author=cast.facilitator.user, body="Listen first.")
    elif topic.kind == "idea":
        vote_on_idea(topic, cast.alumna.user, 2)
        move_idea(topic, "planned", by=cast.facilitator.user, reason="In spring.")
    else:
        vote_in_poll(topic, cast.alumna.user, (1,))


def fill_post(post, cast, number):
    for person in (cast.trainee.user, cast.alumna.user, cast.mentor.user):
        if person.id != post.author_id:
            actions.thank(post, person, sentence="It helped.")
            react(post, person, ("said", "known", "thinking")[number % 3])
            keep(person, post, note="Again", remind_at=None)
    if number % 5 == 0:
        flag(post, by=cast.facilitator.user, reason="off_topic")
        actions.edit_post(post, body=f"{post.body}\n\nMore.", version=post.version, by=cast.facilitator.user)


@pytest.mark.parametrize("name", ["mentor", "trainee", "facilitator"])
@pytest.mark.parametrize("page", ["", "?from=1", "?from=21"])
def test_it_costs_at_most_eight_statements(cast, cohort, topic, name, page):
    ids = [post.id for post in db.session.query(actions.Post).filter_by(topic_id=topic.id, deleted_at=None)]
    propose(topic, ids[:3], kind="copy", cohort=cohort, audience_id=ACADEMY, by=cast.facilitator.user)
    db.session.commit()
    person = getattr(cast, name)
    address = f"/topics/{topic.id}{page}"
    shown = person.get(address)
    assert shown.status_code == 200
    for sign in ("People rarely announce it.", "/count.png", "Silence", "/thanks", "/reactions", "Kept"):
        assert sign in shown.text or (name == "facilitator" and sign in ("/reactions", "Kept"))
    with counted_statements() as count:
        person.get(address)
    assert count() <= BUDGET, repr(count)
