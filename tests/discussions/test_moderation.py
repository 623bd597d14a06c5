"""Flags, reviews by who leads, hiding, appeals, and the log everybody can read."""

from datetime import timedelta

import pytest

from discussions.actions import found_academy_space, pin_topic
from discussions.models import Post, Topic
from discussions.moderation import actions, queries
from discussions.moderation.models import Flag, LogEntry, Review
from discussions.moderation.rules.queries import DEFAULTS
from discussions.moderation.weighing import weight
from discussions.posts.actions import empty_old_tombstones
from lms.database import db, now
from lms.files.models import File
from lms.notifications.models import Notification
from lms.search.models import SearchDocument
from tests.cast import text_of
from tests.discussions.test_composing import file_at, line_of, upload
from tests.factories.cohorts import make_member
from tests.factories.discussions import make_question, make_reply, make_topic, space_of
from tests.factories.people import make_person

UNKIND = {"reason": "unkind", "words": "This hurts."}


@pytest.fixture
def topic(cohort):
    return make_topic(cohort)


@pytest.fixture
def post(topic):
    """A reply by the mentor, in a conversation of the trainee."""
    return make_reply(topic, body="You always talk.")


@pytest.fixture
def colleague(cohort):
    """A second facilitator."""
    person = make_person("Femke Facilitator")
    make_member(cohort, person, "facilitator", tell=False)
    return person


def decision(which, post, version=None):
    version = version or db.session.get_one(Review, post.id).version
    return {"decision": which, "sentence": "We talk to each other, not about each other.", "version": version}


def decide(post, which, by):
    actions.decide(post, which, "Because.", by=by, version=db.session.get_one(Review, post.id).version)


def test_what_was_reported_is_still_read_by_who_reviews_when_its_author_changes_it(cast, topic, post):
    cast.trainee.post(f"/posts/{post.id}/flag", UNKIND)
    cast.mentor.post(f"/posts/{post.id}/edit", {"body": "You often talk.", "version": "1"})
    assert "It was changed" in text_of(cast.facilitator.get(f"/posts/{post.id}/review"))
    history = f"/posts/{post.id}/history"
    for hidden in (False, True):
        if hidden:
            decide(post, "hide", cast.facilitator.user)
            db.session.commit()
        assert "<del>always</del>" in cast.facilitator.get(history).text
        assert cast.mentor.get(history).status_code == cast.trainee.get(history).status_code == (403 if hidden else 200)
    assert cast.outsider.get(history).status_code == 404


def test_member_flags_once_and_the_author_never_learns_who(cast, post):
    response = cast.trainee.post(f"/posts/{post.id}/flag", UNKIND)
    assert response.status_code == 303
    assert cast.trainee.post(f"/posts/{post.id}/flag", UNKIND).status_code == 303
    assert db.session.query(Flag).count() == 1
    assert "You reported this" in text_of(cast.trainee.get(f"/posts/{post.id}/flag"))
    page = text_of(cast.mentor.get(f"/posts/{post.id}/review"))
    assert "It is unkind" in page
    assert "Trainee" not in page
    assert "This hurts" not in page
    told = db.session.scalars(db.select(Notification).filter_by(user_id=cast.mentor.id, reason="moderated")).all()
    assert told == []


def test_flag_is_for_members_about_words_of_others(cast, post):
    for method in ("get", "post"):
        assert getattr(cast.outsider, method)(f"/posts/{post.id}/flag").status_code == 404
        assert getattr(cast.mentor, method)(f"/posts/{post.id}/flag").status_code == 403


def test_flag_without_a_reason_says_so_and_something_else_needs_words(cast, post):
    assert cast.trainee.post(f"/posts/{post.id}/flag", {}).status_code == 422
    response = cast.trainee.post(f"/posts/{post.id}/flag", {"reason": "other", "words": " "})
    assert response.status_code == 422
    assert "Write in a few words what is wrong" in text_of(response)
    assert db.session.query(Flag).count() == 0


def test_who_leads_hears_of_it_and_finds_the_oldest_first(cast, cohort, post):
    second = make_reply(make_topic(cohort, title="Second"), body="Buy this.")
    cast.trainee.post(f"/posts/{post.id}/flag", UNKIND)
    cast.alumna.post(f"/posts/{second.id}/flag", {"reason": "spam"})
    note = db.session.scalars(db.select(Notification).filter_by(reason="review").order_by(Notification.id)).first()
    assert (note.user_id, note.url, note.excerpt) == (cast.facilitator.id, f"/posts/{post.id}/review", "")
    page = text_of(cast.facilitator.get("/moderation"))
    assert page.index("Three seconds") < page.index("Second", page.index("Three seconds"))
    for name in ("manager", "admin", "mentor", "outsider"):
        assert "Nothing waits for a review" in text_of(getattr(cast, name).get("/moderation"))
        assert getattr(cast, name).get(f"/posts/{post.id}/review").status_code == (200 if name == "mentor" else 404)


def test_home_of_who_leads_says_what_waits_for_a_review(cast, post):
    address = f"/posts/{post.id}/review"
    assert address not in cast.facilitator.get("/").text
    cast.trainee.post(f"/posts/{post.id}/flag", UNKIND)
    assert address in cast.facilitator.get("/").text
    assert 'href="/moderation"' in cast.facilitator.get("/inbox").text
    for name in ("manager", "admin", "author", "trainee"):
        assert address not in getattr(cast, name).get("/").text
    assert 'href="/moderation"' not in cast.trainee.get("/inbox").text


def test_review_shows_flags_with_what_was_said_around_them(cast, post):
    make_reply(db.session.get_one(Topic, post.topic_id), author=cast.alumna.user, body="Gently, please.")
    cast.trainee.post(f"/posts/{post.id}/flag", UNKIND)
    page = text_of(cast.facilitator.get(f"/posts/{post.id}/review"))
    for words in ("It is unkind", "This hurts", "You always talk", "They felt like thirty", "Gently, please"):
        assert words in page


def test_agreeing_hides_it_tells_the_author_why_and_writes_it_in_the_log(cast, post):
    cast.trainee.post(f"/posts/{post.id}/flag", UNKIND)
    assert cast.facilitator.post(f"/posts/{post.id}/review", decision("hide", post)).status_code == 303
    page = text_of(cast.alumna.get(f"/topics/{post.topic_id}"))
    assert "You always talk" not in page
    assert "Hidden after a review" in page
    assert db.session.query(SearchDocument).filter_by(kind="post", object_id=post.id).count() == 0
    note = db.session.scalars(db.select(Notification).filter_by(user_id=cast.mentor.id, reason="moderated")).one()
    assert note.url == f"/posts/{post.id}/review"
    own = text_of(cast.mentor.get(note.url))
    assert "You always talk" in own
    assert "not about each other" in own
    log = text_of(cast.alumna.get(f"/spaces/{db.session.get_one(Topic, post.topic_id).space_id}/log"))
    assert "Facilitator hid words after a review" in log
    assert "not about each other" in log
    assert "You always talk" not in log
    assert "Trainee" not in log.split("Moderation log", 1)[1]
    assert cast.mentor.post(f"/posts/{post.id}/restoration").status_code == 403
    assert cast.facilitator.post(f"/posts/{post.id}/restoration").status_code == 403


def test_disagreeing_keeps_it_and_weighs_on_who_flagged(cast, post):
    actions.flag(post, by=cast.trainee.user, reason="spam")
    decide(post, "keep", cast.facilitator.user)
    assert db.session.get_one(Post, post.id).deleted_at is None
    assert db.session.query(Flag).one().agreed is False
    assert weight(0, 1) < weight(0, 0) < weight(1, 0)


def test_who_decides_with_an_old_page_is_told_what_was_decided(cast, post, colleague):
    cast.trainee.post(f"/posts/{post.id}/flag", UNKIND)
    seen = decision("keep", post)
    decide(post, "hide", colleague)
    response = cast.facilitator.post(f"/posts/{post.id}/review", seen)
    assert response.status_code == 409
    page = text_of(response)
    assert "It was hidden" in page
    assert "Femke Facilitator" in page
    assert "decided while you were looking" in page
    assert "We talk to each other" in response.text
    assert db.session.get_one(Post, post.id).hidden_at


def test_undoing_a_decision_takes_another_pair_of_eyes(cast, post, colleague):
    cast.trainee.post(f"/posts/{post.id}/flag", UNKIND)
    decide(post, "hide", cast.facilitator.user)
    db.session.commit()
    again = decision("keep", post) | {"form_key": "decided-again"}
    for _ in range(2):
        assert cast.facilitator.post(f"/posts/{post.id}/review", again).status_code == 403
    assert "takes another person" in text_of(cast.facilitator.get(f"/posts/{post.id}/review"))
    decide(post, "keep", colleague)
    assert db.session.get_one(Post, post.id).deleted_at is None
    assert [entry.act for entry in db.session.query(LogEntry).order_by(LogEntry.id)] == ["post hidden", "post put back"]


def test_the_only_one_who_leads_may_think_again(cast, post):
    cast.trainee.post(f"/posts/{post.id}/flag", UNKIND)
    cast.facilitator.post(f"/posts/{post.id}/review", decision("hide", post))
    assert cast.facilitator.post(f"/posts/{post.id}/review", decision("keep", post)).status_code == 303
    assert db.session.get_one(Post, post.id).deleted_at is None


def test_flags_that_weigh_enough_hide_until_somebody_looks(cast, cohort, post):
    flaggers = [make_person() for _ in range(3)]
    for person in flaggers:
        make_member(cohort, person, tell=False)
    for person in flaggers[:2]:
        actions.flag(post, by=person, reason="unkind")
    assert db.session.get_one(Post, post.id).hidden_at is None
    actions.flag(post, by=flaggers[2], reason="unkind")
    assert queries.open_weight(post.id) == DEFAULTS["hides_at"]
    db.session.commit()
    assert db.session.get_one(Post, post.id).hidden_at
    assert "Hidden for review" in text_of(cast.alumna.get(f"/topics/{post.topic_id}"))
    assert "You always talk" in text_of(cast.mentor.get(f"/posts/{post.id}/review"))
    assert cast.alumna.get(f"/posts/{post.id}/review").status_code == 403
    assert cast.alumna.get(f"/posts/{post.id}/history").status_code == 403
    decide(post, "ignore", cast.facilitator.user)
    db.session.commit()
    assert "You always talk" in text_of(cast.alumna.get(f"/topics/{post.topic_id}"))


def test_people_whose_flags_were_not_agreed_with_hide_nothing_together(cast, cohort, post):
    flaggers = [make_person() for _ in range(4)]
    earlier = [make_reply(make_topic(cohort)) for _ in range(2)]
    for person in flaggers:
        for other in earlier:
            actions.flag(other, by=person, reason="spam")
    for other in earlier:
        decide(other, "keep", cast.facilitator.user)
    for person in flaggers:
        actions.flag(post, by=person, reason="spam")
    assert db.session.get_one(Post, post.id).hidden_at is None


def test_people_whose_flags_were_agreed_with_hide_it_sooner(cast, cohort, post):
    flaggers = [make_person() for _ in range(2)]
    earlier = [make_reply(make_topic(cohort)) for _ in range(2)]
    for person in flaggers:
        for other in earlier:
            actions.flag(other, by=person, reason="spam")
    for other in earlier:
        decide(other, "hide", cast.facilitator.user)
    actions.flag(post, by=flaggers[0], reason="spam")
    assert db.session.get_one(Post, post.id).hidden_at is None
    actions.flag(post, by=flaggers[1], reason="spam")
    assert db.session.get_one(Post, post.id).hidden_at


def test_flag_by_who_leads_hides_at_once(cast, post):
    cast.facilitator.post(f"/posts/{post.id}/flag", UNKIND)
    assert db.session.get_one(Post, post.id).hidden_at
    assert "Facilitator" not in text_of(cast.mentor.get(f"/posts/{post.id}/review")).split("Why it was reported", 1)[1]


def test_author_appeals_once_and_another_person_decides(cast, post, colleague):
    cast.trainee.post(f"/posts/{post.id}/flag", UNKIND)
    decide(post, "hide", cast.facilitator.user)
    db.session.commit()
    assert cast.mentor.post(f"/posts/{post.id}/appeal", {"words": " "}).status_code == 422
    assert cast.trainee.post(f"/posts/{post.id}/appeal", {"words": "No."}).status_code == 403
    assert cast.outsider.post(f"/posts/{post.id}/appeal", {"words": "No."}).status_code == 404
    assert cast.mentor.post(f"/posts/{post.id}/appeal", {"words": "It was a quote."}).status_code == 303
    assert cast.mentor.post(f"/posts/{post.id}/appeal", {"words": "Again."}).status_code == 403
    told = db.session.scalars(db.select(Notification.user_id).where(Notification.thing == f"review:{post.id}:3")).all()
    assert told == [colleague.id]
    assert cast.facilitator.post(f"/posts/{post.id}/review", decision("hide", post)).status_code == 403
    assert "It was a quote" in text_of(cast.facilitator.get(f"/posts/{post.id}/review"))
    decide(post, "keep", colleague)
    db.session.commit()
    assert "You always talk" in text_of(cast.alumna.get(f"/topics/{post.topic_id}"))


def test_author_who_was_asked_changes_hidden_words_and_they_stand_again(cast, post):
    cast.facilitator.post(f"/posts/{post.id}/flag", UNKIND)
    cast.facilitator.post(f"/posts/{post.id}/review", decision("mend", post))
    assert db.session.get_one(Post, post.id).hidden_at
    assert cast.trainee.post(f"/posts/{post.id}/mending", {"body": "Mine."}).status_code == 403
    assert cast.mentor.post(f"/posts/{post.id}/mending", {"body": ""}).status_code == 422
    unchanged = cast.mentor.post(f"/posts/{post.id}/mending", {"body": f" {post.body}\n"})
    assert unchanged.status_code == 422
    assert "These are the words you were asked to change." in text_of(unchanged)
    assert cast.mentor.post(f"/posts/{post.id}/mending", {"body": "You talk a lot."}).status_code == 303
    assert "You talk a lot" in text_of(cast.alumna.get(f"/topics/{post.topic_id}"))


def test_asking_for_a_change_leaves_words_that_stand_where_they_are(cast, post):
    cast.trainee.post(f"/posts/{post.id}/flag", UNKIND)
    cast.facilitator.post(f"/posts/{post.id}/review", decision("mend", post))
    assert db.session.get_one(Post, post.id).deleted_at is None


def test_nobody_reviews_their_own_words(cast, cohort):
    own = make_reply(make_topic(cohort), author=cast.facilitator.user)
    cast.trainee.post(f"/posts/{own.id}/flag", UNKIND)
    assert "Nothing waits" in text_of(cast.facilitator.get("/moderation"))
    assert "Trainee" not in text_of(cast.facilitator.get(f"/posts/{own.id}/review"))
    assert cast.facilitator.post(f"/posts/{own.id}/review", decision("keep", own)).status_code == 403


def test_a_conversation_of_which_the_only_words_are_hidden_leads_its_author_to_the_review(cast, cohort):
    topic = make_topic(cohort)
    opening = db.session.scalars(db.select(Post).filter_by(topic_id=topic.id)).one()
    cast.facilitator.post(f"/posts/{opening.id}/flag", UNKIND)
    assert cast.alumna.get(f"/topics/{topic.id}").status_code == 404
    assert cast.trainee.get(f"/topics/{topic.id}").location == f"/posts/{opening.id}/review"
    assert space_of(cohort).topic_count == 0
    decide(opening, "keep", cast.facilitator.user)
    db.session.commit()
    assert cast.alumna.get(f"/topics/{topic.id}").status_code == 200


def test_hidden_answer_is_no_answer_until_it_is_put_back(cast, cohort):
    topic = make_question(cohort)
    answer = make_reply(topic)
    topic.accepted_post_id = answer.id
    actions.flag(answer, by=cast.facilitator.user, reason="other", words="Wrong.", leads=True)
    assert db.session.get_one(Topic, topic.id).accepted_post_id is None
    decide(answer, "keep", cast.facilitator.user)
    assert db.session.get_one(Topic, topic.id).accepted_post_id == answer.id


def test_what_nobody_has_decided_about_is_not_thrown_away(cast, post):
    cast.facilitator.post(f"/posts/{post.id}/flag", UNKIND)
    post.deleted_at = now() - timedelta(days=31)
    empty_old_tombstones()
    assert db.session.get_one(Post, post.id).body
    decide(post, "hide", cast.facilitator.user)
    post.deleted_at = now() - timedelta(days=31)
    empty_old_tombstones()
    db.session.expire_all()
    assert db.session.get_one(Post, post.id).body == ""


def test_who_reviews_sees_the_images_of_a_hidden_post_and_its_author_too(cast, topic):
    line = line_of(cast.mentor, upload(cast.mentor, f"topic:{topic.id}"))
    post = make_reply(topic, body=f"Look at him.\n\n{line}")
    cast.facilitator.post(f"/posts/{post.id}/flag", UNKIND)
    address = file_at(line)
    assert address in cast.facilitator.get(f"/posts/{post.id}/review").text
    names = ("facilitator", "mentor", "trainee", "manager", "outsider")
    assert [getattr(cast, name).get(address).status_code for name in names] == [200, 200, 404, 404, 404]
    decide(post, "keep", cast.facilitator.user)
    db.session.commit()
    assert cast.trainee.get(address).status_code == 200
    decide(post, "hide", cast.facilitator.user)
    post.deleted_at = db.session.query(File).one().deleted_at = now() - timedelta(days=31)
    db.session.commit()
    assert cast.facilitator.get(address).status_code == 200
    empty_old_tombstones()
    db.session.commit()
    assert cast.facilitator.get(address).status_code == 404


def test_log_tells_who_steered_and_is_for_readers_of_the_space(cast, cohort):
    topic = make_topic(cohort)
    pin_topic(topic, by=cast.facilitator.user)
    cast.facilitator.post(f"/topics/{topic.id}/closure")
    cast.trainee.post(f"/topics/{topic.id}/reopening")  # of one's own: no moderation
    address = f"/spaces/{topic.space_id}/log"
    log = text_of(cast.trainee.get(address))
    assert "Facilitator pinned a conversation" in log
    assert "Facilitator closed a conversation" in log
    assert "opened a conversation again" not in log
    assert cast.outsider.get(address).status_code == 404
    assert f'href="{address}"' in cast.trainee.get(f"/cohorts/{cohort.id}").text


def test_what_is_pressed_twice_stands_in_the_log_once(cast, cohort):
    topic = make_topic(cohort)
    slow = {"minutes": "5", "hours": "1", "reason": "Calm.", "form_key": "slow"}
    for act in ("pinning", "unpinning", "closure", "reopening", "slow-mode", "slow-mode/end"):
        for _ in range(2):
            assert cast.facilitator.post(f"/topics/{topic.id}/{act}", slow).status_code == 303
    assert [entry.act for entry in db.session.query(LogEntry).order_by(LogEntry.id)] == [
        "topic pinned", "topic unpinned", "topic closed", "topic reopened", "topic slowed down", "slow mode ended",
    ]  # fmt: skip


def test_manager_reviews_what_is_said_in_the_space_of_the_academy(cast, database):
    post = make_reply(make_topic(space=found_academy_space()), author=cast.outsider.user)
    cast.trainee.post(f"/posts/{post.id}/flag", UNKIND)
    assert cast.manager.post(f"/posts/{post.id}/review", decision("hide", post)).status_code == 303
    assert db.session.get_one(Post, post.id).hidden_at
