"""Who blocked somebody hears nothing personal from them, and the other is not told."""

import pytest

from lms.access import ACADEMY
from lms.database import db
from lms.notifications.actions import notify
from lms.notifications.models import Notification
from lms.notifications.reasons import PERSONAL, REASONS
from lms.people.blocks.actions import block
from lms.people.blocks.models import Block
from lms.people.blocks.queries import blocks_between, pairs_apart
from lms.people.models import User
from tests.cast import text_of
from tests.factories.discussions import academy_space, make_reply, make_topic
from tests.factories.people import heard, mails_sent, make_person


@pytest.fixture
def blocked(cast):
    """The trainee has blocked the mentor."""
    assert cast.trainee.post(f"/people/{cast.mentor.id}/block").status_code == 303


def tell(cast, reason, *, to="trainee", by="mentor"):
    actor = db.session.get_one(User, getattr(cast, by).id)
    notify(
        [getattr(cast, to).id], reason, audience_id=ACADEMY, actor=actor, thread="topic:7", thing=f"post:{reason}",
        title="Topic 7", url="/topics/7",
    )  # fmt: skip


def test_only_known_reasons_are_personal():
    assert REASONS.keys() >= PERSONAL


def test_nothing_personal_arrives(cast, blocked):
    for reason in sorted(PERSONAL):
        tell(cast, reason)
    assert heard(cast.trainee) == []


def test_what_is_done_for_a_group_arrives(cast, blocked):
    tell(cast, "announced")
    tell(cast, "graded")
    assert heard(cast.trainee) == ["announced", "graded"]


def test_others_still_reach_them_and_they_still_reach_the_blocked(cast, blocked):
    tell(cast, "mentioned", by="alumna")
    tell(cast, "mentioned", to="mentor", by="trainee")
    assert heard(cast.trainee) == heard(cast.mentor) == ["mentioned"]


def test_a_name_in_a_post_stays_a_link_and_tells_nobody(cast, blocked):
    topic = make_topic(space=academy_space(), title="Silence")
    post = make_reply(topic, author=cast.mentor.user, body="Ask @[Trainee].")
    assert f'href="/people/{cast.trainee.id}"' in post.html
    assert heard(cast.trainee) == []


def test_what_waited_is_put_away_with_its_mail(cast):
    tell(cast, "mentioned")
    tell(cast, "announced")
    block(cast.trainee.user, cast.mentor.id)
    assert [mail.subject for mail in mails_sent() if mail.user_id == cast.trainee.id] == ["Mentor announces: Topic 7"]
    waiting = db.select(Notification.reason).where(Notification.done_at.is_(None))
    assert list(db.session.scalars(waiting)) == ["announced"]


def test_the_other_is_not_told(cast, blocked):
    mails_sent()
    assert heard(cast.mentor) == []
    for page in (f"/people/{cast.trainee.id}", "/account", "/people"):
        response = cast.mentor.get(page)
        assert response.status_code == 200
        assert "blocked" not in text_of(response).lower().replace("block trainee", "")


def test_blocking_twice_is_once(cast, blocked):
    assert cast.trainee.post(f"/people/{cast.mentor.id}/block").status_code == 303
    assert len(db.session.scalars(db.select(Block)).all()) == 1


def test_the_list_and_the_way_back(cast, blocked):
    assert "Unblock Mentor" in text_of(cast.trainee.get("/account"))
    assert "You blocked Mentor." in text_of(cast.trainee.get(f"/people/{cast.mentor.id}"))
    assert cast.trainee.post(f"/people/{cast.mentor.id}/block/end").status_code == 303
    assert "Unblock Mentor" not in text_of(cast.trainee.get("/account"))
    tell(cast, "mentioned")
    assert heard(cast.trainee) == ["mentioned"]


def test_nobody_blocks_themselves_a_stranger_or_for_others(cast, blocked):
    assert cast.trainee.post(f"/people/{cast.trainee.id}/block").status_code == 403
    assert cast.trainee.post("/people/999999/block").status_code == 404
    assert cast.alumna.post(f"/people/{cast.mentor.id}/block/end").status_code == 404
    assert cast.guest.post(f"/people/{cast.mentor.id}/block").location.startswith("/sign-in")


def test_blocks_hold_both_ways_for_who_brings_people_together(cast, blocked):
    trainee, mentor, other = cast.trainee.id, cast.mentor.id, make_person().id
    assert blocks_between(trainee, mentor)
    assert blocks_between(mentor, trainee)
    assert not blocks_between(trainee, other)
    assert pairs_apart([trainee, mentor, other]) == {frozenset((trainee, mentor))}
    assert pairs_apart([trainee, other]) == set()
