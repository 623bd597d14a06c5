"""Conversations about events: started from the event, shown beside it, and the recap its host writes."""

import pytest

from discussions import actions
from discussions.anchors.models import PostAnchor
from discussions.models import Post, Topic
from lms.access import STAFF
from lms.database import db
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.discussions import academy_space, make_topic
from tests.factories.events import make_event


def reply_about(person, topic, event, body="I have two seats."):
    form = {"body": body, "about": f"event:{event.id}:en:whole", "seen": "1"}
    return person.post(f"/topics/{topic.id}/replies", form)


@pytest.fixture
def cohort(cast):
    cohort = make_cohort()
    for person in (cast.trainee, cast.alumna):
        make_member(cohort, person, tell=False)
    return cohort


def test_members_talk_about_an_event(cast, cohort):
    event = make_event(cohort, cast.facilitator)
    address = f"/events/{event.id}/talk"
    assert cast.trainee.get(address).status_code == 200
    response = cast.trainee.post(address, {"title": "Who drives?", "body": "I have two seats."})
    assert response.status_code == 303
    page = cast.alumna.get(response.location)
    assert f'href="/events/{event.id}"' in page.text
    assert "about Practising together" in text_of(page)
    assert "Who drives?" in text_of(cast.alumna.get(f"/events/{event.id}"))
    assert "Who drives?" in text_of(cast.alumna.get(f"/cohorts/{cohort.id}"))


def test_outsiders_find_nothing_to_talk_about(cast, cohort):
    event = make_event(cohort, cast.facilitator)
    for person in (cast.outsider, cast.admin):
        assert person.get(f"/events/{event.id}/talk").status_code == 404
        assert person.post(f"/events/{event.id}/talk", {"title": "A", "body": "B"}).status_code == 404


def test_what_is_empty_is_asked_again(cast, cohort):
    event = make_event(cohort, cast.facilitator)
    response = cast.trainee.post(f"/events/{event.id}/talk", {"title": "", "body": "I have two seats."})
    assert response.status_code == 422
    assert "I have two seats." in response.text


def test_the_host_writes_the_recap(cast, cohort):
    event = make_event(cohort, cast.trainee, kind="meetup", days=-1)
    address = f"/events/{event.id}/talk?recap=1"
    assert cast.alumna.get(address).status_code == 403
    assert "Recap: Practising together" in cast.trainee.get(address).text
    sent = {"title": "Recap: Practising together", "body": "We sat.", "recap": "1"}
    assert cast.alumna.post(f"/events/{event.id}/talk", sent).status_code == 403
    assert cast.trainee.post(f"/events/{event.id}/talk", sent).status_code == 303
    topic = db.session.scalars(db.select(Topic)).one()
    assert (topic.event_id, topic.anchor_key) == (event.id, "recap")
    page = text_of(cast.alumna.get(f"/events/{event.id}"))
    assert "Recap: Practising together" in page
    assert "Write the recap" not in page


def test_a_recap_is_written_when_it_has_begun(cast, cohort):
    event = make_event(cohort, cast.facilitator)
    assert "Write the recap" not in text_of(cast.facilitator.get(f"/events/{event.id}"))


def test_a_draft_about_an_event_is_kept(cast, cohort):
    event = make_event(cohort, cast.facilitator)
    kept = cast.trainee.post(f"/drafts?place=event:{event.id}", {"body": "Half a", "title": "Dri", "sequence": "1"})
    assert kept.status_code == 204
    assert "Half a" in cast.trainee.get(f"/events/{event.id}/talk").text
    assert cast.outsider.post(f"/drafts?place=event:{event.id}", {"body": "x", "sequence": "1"}).status_code == 404


def test_reply_in_another_conversation_is_about_an_event(cast, cohort):
    event = make_event(cohort, cast.facilitator)
    topic, closed = make_topic(cohort, title="Getting there"), make_topic(cohort, title="Said enough")
    actions.close_topic(closed, by=cast.trainee.user)
    db.session.commit()
    page = cast.trainee.get(f"/events/{event.id}/talk")
    address = f"/topics/{topic.id}/passage?about=event:{event.id}:en:whole"
    assert f'href="{address}"' in page.text
    assert f"/topics/{closed.id}/passage" not in page.text
    page = cast.trainee.get(address)
    assert "From Practising together" in text_of(page)
    assert f'name="about" value="event:{event.id}:en:whole"' in page.text
    assert reply_about(cast.trainee, topic, event).status_code == 303
    thread = cast.alumna.get(f"/topics/{topic.id}")
    assert f'<a href="/events/{event.id}">about Practising together</a>' in thread.text
    beside = text_of(cast.alumna.get(f"/events/{event.id}"))
    assert "Getting there" in beside
    assert "Trainee replied" in beside


def test_reply_about_an_event_stays_among_those_who_know_of_it(cast, cohort):
    event = make_event(cohort, cast.facilitator)
    elsewhere, topic = make_topic(space=academy_space(), author=cast.trainee.user), make_topic(cohort)
    address = f"passage?about=event:{event.id}:en:whole"
    assert cast.trainee.get(f"/topics/{elsewhere.id}/{address}").status_code == 404
    assert reply_about(cast.trainee, elsewhere, event).status_code == 303
    assert db.session.query(PostAnchor).count() == 0
    assert cast.outsider.get(f"/topics/{topic.id}/{address}").status_code == 404
    assert reply_about(cast.outsider, topic, event).status_code == 404
    assert reply_about(cast.trainee, topic, event, body="").status_code == 422
    actions.close_topic(topic, by=cast.facilitator.user)
    db.session.commit()
    assert cast.trainee.get(f"/topics/{topic.id}/{address}").status_code == 403


def test_reply_names_no_event_its_reader_may_not_see_and_leaves_it_when_removed(cast, cohort):
    event, topic = make_event(cohort, cast.facilitator), make_topic(cohort, title="Getting there")
    reply_about(cast.trainee, topic, event)
    event.audience_id = STAFF
    db.session.commit()
    page = text_of(cast.alumna.get(f"/topics/{topic.id}"))
    assert "I have two seats." in page
    assert "Practising together" not in page
    event.audience_id = cohort.audience_id
    anchor = db.session.scalars(db.select(PostAnchor)).one()
    actions.delete_post(db.session.get_one(Post, anchor.post_id), by=cast.trainee.user)
    db.session.commit()
    assert "Getting there" not in text_of(cast.alumna.get(f"/events/{event.id}"))
