"""Moving a conversation, splitting it and merging it, with everything that belongs to it."""

import pytest
from sqlalchemy import event

from discussions import actions as talk
from discussions.following.actions import follow
from discussions.following.models import Follow
from discussions.models import Post, Space, Topic
from discussions.moving import actions, policies
from discussions.posts.actions import reply
from discussions.reading.actions import mark_read
from discussions.reading.models import ReadingState
from lms.database import Base, db
from lms.drafts.actions import keep_draft
from lms.drafts.models import Draft
from lms.notifications.models import Notification
from lms.search.models import SearchDocument
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.discussions import academy_space, make_question, make_reply, make_topic, space_of

WHY = {"reason": "It belongs together."}


@pytest.fixture
def annex(cohort, space):
    """A second space of the same readers."""
    return talk.open_space("cohort", audience_id=space.audience_id, title="Practice", language="nl")


def numbers(topic):
    return db.session.execute(
        db.select(Post.body, Post.number).filter_by(topic_id=topic.id).order_by(Post.number)
    ).all()


def body_order(topic):
    return [body for body, _number in numbers(topic)]


@pytest.fixture
def two(cast, cohort):
    """Two conversations whose replies were written in turns."""
    first = make_topic(cohort, title="First", body="A1")
    second = make_topic(cohort, title="Second", body="B1", author=cast.alumna.user)
    for topic, body in ((first, "A2"), (second, "B2"), (first, "A3"), (second, "B3")):
        make_reply(topic, body=body)
    db.session.commit()
    return first, second


def test_moved_from_the_academy_to_a_cohort_it_is_read_and_found_there_alone(cast, cohort, space):
    topic = make_topic(space=academy_space(), body="Nightjar.")
    make_reply(topic, author=cast.outsider.user, body="Nightjar too.")
    follow(cast.outsider.viewer, topic, "watching")
    make_reply(topic, author=cast.trainee.user, body="@[Outsider] nightjar.")
    db.session.commit()
    response = cast.facilitator.post(f"/topics/{topic.id}/moving", {"space": space.id, **WHY})
    assert response.status_code == 303
    assert response.location.endswith(f"/topics/{topic.id}")
    topic = db.session.get_one(Topic, topic.id)
    assert (topic.space_id, topic.audience_id) == (space.id, space.audience_id)
    assert db.session.get_one(Space, space.id).topic_count == 1
    assert db.session.get_one(Space, academy_space().id).topic_count == 0
    assert cast.outsider.get(f"/topics/{topic.id}").status_code == 404
    assert 'class="result"' not in cast.outsider.get("/search?q=nightjar").text
    assert "nightjar" not in text_of(cast.outsider.get("/inbox"))
    assert "Nightjar too" in text_of(cast.alumna.get("/search?q=nightjar"))
    assert {d.audience_id for d in db.session.query(SearchDocument).filter(SearchDocument.kind != "course")} >= {
        space.audience_id
    }
    log = text_of(cast.trainee.get(f"/spaces/{academy_space().id}/log"))
    assert "Facilitator moved a conversation to another space" in log
    assert "It belongs together" in log
    assert "Three seconds" not in text_of(cast.outsider.get(f"/spaces/{academy_space().id}/log"))


def test_nothing_is_moved_to_readers_it_was_not_said_to(cast, cohort, space):
    topic = make_topic(cohort)
    other = make_cohort(name="Other", by=cast.facilitator.user)
    for wider in (academy_space(), space_of(other)):
        response = cast.facilitator.post(f"/topics/{topic.id}/moving", {"space": wider.id, **WHY})
        assert response.status_code == 422
        assert "nobody here was asked" in text_of(response)
    assert db.session.get_one(Topic, topic.id).audience_id == space.audience_id


def test_move_is_for_who_leads_both(cast, cohort, space):
    topic = make_topic(space=academy_space())
    for act in ("moving", "splitting", "merging"):
        assert cast.outsider.get(f"/topics/{make_topic(cohort).id}/{act}").status_code == 404
        assert cast.trainee.get(f"/topics/{topic.id}/{act}").status_code == 403
        assert cast.trainee.post(f"/topics/{topic.id}/{act}", WHY).status_code == 403
        assert cast.facilitator.get(f"/topics/{topic.id}/{act}").status_code == 200
        assert cast.facilitator.post(f"/topics/{topic.id}/{act}", {}).status_code == 422
    # The manager leads the academy's space and not the cohort.
    assert cast.manager.post(f"/topics/{topic.id}/moving", {"space": space.id, **WHY}).status_code == 422


def test_narrower_is_what_spaces_are_and_not_who_happens_to_be_there(cast, cohort, space):
    course = db.session.scalars(db.select(Space).filter_by(kind="course")).one()
    assert policies.is_no_wider(space, course)
    assert policies.is_no_wider(space, academy_space())
    assert policies.is_no_wider(course, academy_space())
    assert not policies.is_no_wider(course, space)
    assert not policies.is_no_wider(academy_space(), course)


def test_merged_by_time_or_at_the_end(cast, two):
    first, second = two
    actions.merge_topics(second, first, interleaved=True, by=cast.facilitator.user, reason="One thing.")
    assert numbers(first) == [(body, n) for n, body in enumerate(["A1", "B1", "A2", "B2", "A3", "B3"], 1)]
    assert (first.last_number, first.newest_number, first.reply_count) == (6, 6, 5)


def test_appended_posts_stand_below(cast, two):
    first, second = two
    actions.merge_topics(second, first, interleaved=False, by=cast.facilitator.user, reason="One thing.")
    assert body_order(first) == ["A1", "A2", "A3", "B1", "B2", "B3"]


def test_old_addresses_lead_to_where_it_goes_on(cast, cohort, two):
    first, second = two
    reply = db.session.scalars(db.select(Post).filter_by(topic_id=second.id, number=2)).one()
    response = cast.facilitator.post(f"/topics/{second.id}/merging", {"into": first.id, "order": "time", **WHY})
    assert response.location.endswith(f"/topics/{first.id}")
    assert cast.trainee.get(f"/topics/{second.id}").location.endswith(f"/topics/{first.id}")
    assert cast.trainee.get(f"/posts/{reply.id}").location.endswith(f"/topics/{first.id}?from=1#post-4")
    assert cast.outsider.get(f"/topics/{second.id}").status_code == 404
    third = make_topic(cohort, title="Third")
    actions.merge_topics(first, third, interleaved=True, by=cast.facilitator.user, reason="And this.")
    db.session.commit()
    assert cast.trainee.get(f"/topics/{second.id}").location.endswith(f"/topics/{third.id}")
    assert "merged a conversation into another" in text_of(cast.trainee.get(f"/spaces/{third.space_id}/log"))


def test_what_was_not_read_is_not_read_after_a_merge(cast, two):
    first, second = two
    mark_read(cast.trainee.viewer, first, 3)
    mark_read(cast.trainee.viewer, second, 1)
    actions.merge_topics(second, first, interleaved=True, by=cast.facilitator.user, reason="One thing.")
    state = db.session.get_one(ReadingState, (cast.trainee.id, first.id))
    assert state.last_read == 3  # A1, B1 and A2; B2 comes next
    assert db.session.get(ReadingState, (cast.trainee.id, second.id)) is None


def test_following_notices_drafts_me_toos_and_answer_go_along(cast, cohort):
    first, second = make_question(cohort, title="First"), make_question(cohort, title="Second")
    answer = make_reply(second, body="Five seconds.")
    talk.accept_answer(second, answer, by=cast.trainee.user)
    talk.say_me_too(first, cast.alumna.user)
    talk.say_me_too(second, cast.alumna.user)
    talk.say_me_too(second, cast.facilitator.user)
    follow(cast.alumna.viewer, second, "muted")
    keep_draft(cast.mentor.viewer, f"topic:{first.id}", title="", body="Here.", sequence=1)
    keep_draft(cast.mentor.viewer, f"topic:{second.id}", title="", body="And there.", sequence=10**12)
    actions.merge_topics(second, first, interleaved=True, by=cast.facilitator.user, reason="One question.")
    assert first.accepted_post_id == answer.id
    assert first.me_too_count == 2
    assert db.session.get_one(Follow, (cast.alumna.id, first.id)).level == "muted"
    assert db.session.get_one(Draft, (cast.mentor.id, f"topic:{first.id}")).body == "Here.\n\nAnd there."
    note = db.session.scalars(
        db.select(Notification).filter_by(user_id=cast.trainee.id, thing=f"post:{answer.id}")
    ).one()
    assert (note.thread, note.title) == (f"topic:{first.id}", "First")


def test_question_keeps_its_answer_only_in_a_question(cast, cohort):
    question, talkative = make_question(cohort), make_topic(cohort)
    elsewhere = make_topic(space=academy_space())
    for into in (talkative, elsewhere, question):
        response = cast.facilitator.post(f"/topics/{question.id}/merging", {"address": f"/topics/{into.id}", **WHY})
        assert response.status_code == 422
        assert "cannot become one" in text_of(response)
    hidden = make_topic(make_cohort(name="Other", by=cast.outsider.user))
    response = cast.facilitator.post(f"/topics/{question.id}/merging", {"address": str(hidden.id), **WHY})
    assert response.status_code == 422
    assert "paste its address" in text_of(response)


def test_reply_to_a_conversation_that_was_merged_meanwhile_arrives_where_it_goes_on(cast, two):
    first, second = two
    actions.merge_topics(second, first, interleaved=True, by=cast.facilitator.user, reason="One thing.")
    db.session.commit()
    response = cast.alumna.post(f"/topics/{second.id}/replies", {"body": "Late.", "seen": "3"})
    assert response.location.startswith(f"/topics/{first.id}?")
    assert body_order(first)[-1] == "Late."
    late = reply(db.session.get_one(Topic, second.id), author=cast.mentor.user, body="Later still.")
    assert (late.topic_id, late.number) == (first.id, 8)


def test_chosen_posts_become_a_conversation_of_their_own(cast, cohort, two):
    topic = two[0]
    mark_read(cast.trainee.viewer, topic, 2)
    follow(cast.alumna.viewer, topic, "watching")
    make_reply(topic, author=cast.alumna.user, body="A4", seen=0)
    both = db.select(Post.id).where(Post.topic_id == topic.id, Post.body.in_(("A2", "A4"))).order_by(Post.number)
    chosen = db.session.scalars(both).all()
    db.session.commit()
    page = text_of(cast.facilitator.get(f"/topics/{topic.id}/splitting"))
    assert "A2" in page
    data = {"posts": chosen, "title": "Apart", "kind": "question", **WHY}
    response = cast.facilitator.post(f"/topics/{topic.id}/splitting", data)
    new = db.session.scalars(db.select(Topic).filter_by(title="Apart")).one()
    assert response.location.endswith(f"/topics/{new.id}")
    assert numbers(new) == [("A2", 1), ("A4", 2)]
    assert numbers(topic) == [("A1", 1), ("A3", 2)]
    assert (new.kind, new.author_id, new.reply_count) == ("question", cast.mentor.id, 1)
    assert db.session.get_one(Topic, topic.id).reply_count == 1
    assert db.session.get_one(ReadingState, (cast.trainee.id, new.id)).last_read == 1
    assert db.session.get_one(ReadingState, (cast.trainee.id, topic.id)).last_read == 1
    assert db.session.get_one(Follow, (cast.alumna.id, new.id)).level == "watching"
    found = {d.url for d in db.session.query(SearchDocument).filter_by(title="Apart")}
    assert found == {f"/topics/{new.id}", f"/posts/{chosen[1]}"}


def test_thanks_in_words_go_along_with_the_post_they_are_for(cast, two):
    first, _second = two
    post = db.session.scalars(db.select(Post).filter_by(topic_id=first.id, number=2)).one()
    talk.thank(post, by=cast.alumna.user, sentence="That helped.")
    new = actions.split_topic(first, [post.id], title="Apart", kind="discussion", by=cast.facilitator.user, **WHY)
    told = db.session.scalars(db.select(Notification).filter_by(excerpt="That helped.")).one()
    assert (told.thread, told.title) == (f"topic:{new.id}", "Apart")


def test_opening_answer_and_posts_of_others_cannot_be_split_off(cast, cohort, two):
    question = make_question(cohort)
    answer = make_reply(question)
    talk.accept_answer(question, answer, by=cast.trainee.user)
    opening, foreign = (
        db.session.scalars(db.select(Post.id).filter_by(topic_id=t.id, number=1)).one() for t in (question, two[0])
    )
    db.session.commit()
    for post_id in (opening, answer.id, foreign):
        data = {"posts": [post_id], "title": "Apart", "kind": "discussion", **WHY}
        assert cast.facilitator.post(f"/topics/{question.id}/splitting", data).status_code == 409
    assert db.session.query(Topic).filter_by(title="Apart").count() == 0
    data = {"title": "Apart", "kind": "discussion", **WHY}
    assert "Choose at least one post" in text_of(cast.facilitator.post(f"/topics/{question.id}/splitting", data))


def test_every_table_that_points_at_a_topic_is_thought_of(app):
    """Merging and splitting decide about each: add it to discussions/moving/carrying.py, or say here why it may stay."""
    pointing = {
        table.name
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "topics"
    }
    carried = {
        "posts",
        "reading_states",
        "follows",
        "me_toos",
        "topics",
        "topic_tags",
        "held_answers",
        "milestones",
        "reunion_prompts",
    }
    staying = {
        "ladder_places",  # waits as long as its topic does
        "answer_requests",  # likewise
        "article_proposals",  # about the words of then; the link of one leads on to where they went
        "proposals",  # what was asked about these words and readers, whatever becomes of the topic
        "ideas",  # never merged away
        "polls",  # never merged away
        "moderation_log",  # an old entry's link leads on to where it went
    }
    assert pointing == carried | staying


def test_a_failure_half_way_changes_nothing(cast, two, database):
    first, second = two
    before = [body_order(first), body_order(second)]

    def fail(connection, cursor, statement, *rest):
        if statement.startswith("INSERT INTO moderation_log"):
            raise RuntimeError("the power is out")

    event.listen(db.engine, "before_cursor_execute", fail)
    try:
        with pytest.raises(RuntimeError):
            cast.facilitator.post(f"/topics/{second.id}/merging", {"into": first.id, "order": "time", **WHY})
    finally:
        event.remove(db.engine, "before_cursor_execute", fail)
    db.session.rollback()
    assert [body_order(first), body_order(second)] == before
    assert db.session.get_one(Topic, second.id).deleted_at is None


def test_moved_into_another_language_it_is_found_once(cast, cohort, annex):
    topic = make_topic(cohort, body="Nightjar.")
    make_reply(topic, body="Nightjar too.")
    make_member(cohort, cast.outsider, tell=False)
    actions.move_topic(topic, annex, by=cast.facilitator.user, reason="Practice.")
    documents = db.session.query(SearchDocument).filter(SearchDocument.kind.in_(("topic", "post"))).all()
    assert {document.language for document in documents} == {"nl"}
    assert len(documents) == 2


def test_merged_into_another_language_it_is_found_once(cast, cohort, annex):
    topic, into = make_topic(cohort, body="Nightjar."), make_topic(space=annex, body="Nachtzwaluw.")
    reply = make_reply(topic, body="Nightjar too.")
    actions.merge_topics(topic, into, interleaved=False, by=cast.facilitator.user, reason="Practice.")
    documents = db.session.query(SearchDocument).filter(SearchDocument.kind.in_(("topic", "post"))).all()
    assert {document.language for document in documents} == {"nl"}
    assert [document.object_id for document in documents if document.url == f"/posts/{reply.id}"] == [reply.id]
    assert len(documents) == 3
