"""A conversation that runs hot: one reply per person in so many minutes, until a moment."""

from datetime import timedelta

from discussions.models import Post, Topic
from discussions.slow_mode.actions import slow_down
from lms.database import db, now
from tests.cast import text_of
from tests.factories.discussions import make_reply, make_topic

SLOW = {"minutes": "15", "hours": "4", "reason": "Let us breathe."}


def say(person, topic, body="And another thing."):
    return person.post(f"/topics/{topic.id}/replies", {"body": body})


def test_who_replied_is_told_when_they_may_again_and_keeps_their_words(cast, cohort):
    topic = make_topic(cohort)
    assert cast.facilitator.post(f"/topics/{topic.id}/slow-mode", SLOW).status_code == 303
    assert "one reply per person in 15 minutes" in text_of(cast.mentor.get(f"/topics/{topic.id}"))
    assert say(cast.mentor, topic).status_code == 303
    response = say(cast.mentor, topic, "My second thought.")
    assert response.status_code == 422
    assert "you may write again at" in text_of(response)
    assert "My second thought." in response.text
    assert "You may write again at" in text_of(cast.mentor.get(f"/topics/{topic.id}"))
    assert say(cast.alumna, topic).status_code == 303
    assert say(cast.facilitator, topic).status_code == say(cast.facilitator, topic).status_code == 303


def test_waiting_is_over_after_the_minutes_and_slow_mode_after_the_hours(cast, cohort):
    topic = make_topic(cohort)
    slow_down(topic, minutes=15, hours=4, by=cast.facilitator.user, reason="Breathe.")
    post = make_reply(topic)
    db.session.commit()
    assert say(cast.mentor, topic).status_code == 422
    db.session.get_one(Post, post.id).created_at = now() - timedelta(minutes=16)
    assert say(cast.mentor, topic).status_code == 303
    db.session.get_one(Topic, topic.id).slow_until = now() - timedelta(seconds=1)
    assert say(cast.mentor, topic).status_code == 303
    assert "Slow mode" not in text_of(cast.mentor.get(f"/topics/{topic.id}"))


def test_slow_mode_is_for_who_leads_and_stands_in_the_log(cast, cohort):
    topic = make_topic(cohort)
    for address in (f"/topics/{topic.id}/slow-mode", f"/topics/{topic.id}/slow-mode/end"):
        assert cast.outsider.post(address, SLOW).status_code == 404
        assert cast.trainee.post(address, SLOW).status_code == 403
    assert cast.facilitator.post(f"/topics/{topic.id}/slow-mode", {"minutes": "9"}).status_code == 422
    cast.facilitator.post(f"/topics/{topic.id}/slow-mode", SLOW)
    cast.facilitator.post(f"/topics/{topic.id}/slow-mode/end")
    log = text_of(cast.trainee.get(f"/spaces/{topic.space_id}/log"))
    assert "slowed a conversation down" in log
    assert "Let us breathe" in log
    assert "ended slow mode" in log
    assert say(cast.mentor, topic).status_code == say(cast.mentor, topic).status_code == 303
