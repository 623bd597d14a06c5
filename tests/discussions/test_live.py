"""Replies are heard as they happen: after they are kept, by who may read them, and by no more pages than there is room for."""

import contextlib
import json
import threading

import pytest
from sqlalchemy import event

from cohorts.actions import change_phase
from cohorts.models import Membership
from discussions import actions
from discussions.models import Topic
from lms.database import db
from lms.live import streams
from lms.live.hub import MOST_EACH, Hub
from lms.people.sessions.actions import end_sessions_of
from tests.factories.cohorts import make_member
from tests.factories.discussions import make_reply, make_topic
from tests.factories.people import make_person


@contextlib.contextmanager
def listening(person, topic, *, after=1, headers=()):
    """What an open page hears, word by word; the retry time and the first look are over."""
    headers = {"Accept": "text/event-stream", **dict(headers)}
    response = person.get(f"/topics/{topic.id}/news?after={after}", headers=headers)
    assert response.status_code == 200
    heard = iter(response.response)
    assert next(heard).startswith(b"retry: ")
    try:
        yield heard
    finally:
        response.close()


def number_in(event) -> int:
    return json.loads(event.decode().partition("data: ")[2])["newest"]


@pytest.fixture
def topic(cohort):
    topic = make_topic(cohort)
    db.session.commit()
    return topic


@pytest.fixture
def hub(app):
    return app.extensions["live"]


def test_reply_is_heard_after_it_is_kept(cast, topic):
    with listening(cast.trainee, topic) as heard:
        assert next(heard) == b":\n\n"
        cast.mentor.post(f"/topics/{topic.id}/replies", {"body": "Count to five."})
        assert next(heard) == b'id: 2\ndata: {"topic": %d, "newest": 2}\n\n' % topic.id


def test_reply_that_is_undone_is_never_heard(cast, topic):
    with listening(cast.trainee, topic) as heard:
        assert next(heard) == b":\n\n"
        for _ in range(2):
            make_reply(db.session.get(Topic, topic.id))
        db.session.rollback()
        make_reply(db.session.get(Topic, topic.id))
        db.session.commit()
        assert number_in(next(heard)) == 2


def test_no_word_of_the_reply_is_in_the_news(cast, topic):
    with listening(cast.trainee, topic) as heard:
        next(heard)
        cast.mentor.post(f"/topics/{topic.id}/replies", {"body": "Elderberry."})
        assert b"Elderberry" not in next(heard)


def test_page_that_comes_back_hears_what_it_missed(cast, topic):
    make_reply(topic)
    make_reply(topic)
    db.session.commit()
    with listening(cast.trainee, topic, after=1) as heard:
        assert number_in(next(heard)) == 3
    with listening(cast.trainee, topic, after=1, headers={"Last-Event-ID": "3"}) as heard:
        assert next(heard) == b":\n\n"


def test_outsider_hears_nothing_and_guest_is_asked_to_sign_in(cast, topic, hub):
    for headers in ({"Accept": "text/event-stream"}, {}):
        assert cast.outsider.get(f"/topics/{topic.id}/news", headers=headers).status_code == 404
        assert cast.guest.get(f"/topics/{topic.id}/news", headers=headers).status_code == 303
    assert len(hub) == 0


def test_page_without_a_stream_asks_and_mostly_hears_nothing(cast, topic):
    assert cast.trainee.get(f"/topics/{topic.id}/news?after=1").status_code == 204
    make_reply(topic)
    answer = cast.trainee.get(f"/topics/{topic.id}/news?after=1")
    assert answer.json == {"topic": topic.id, "newest": 2}


def test_stream_holds_no_connection_and_is_not_compressed(app, cast, topic):
    client, address = cast.trainee.client, f"/topics/{topic.id}/news?after=1"
    engine, taken, heard = db.engine, [], []
    event.listen(engine, "checkout", lambda *_: taken.append(1))
    event.listen(engine, "checkin", lambda *_: taken.append(-1))

    def listen():
        response = client.get(address, headers={"Accept": "text/event-stream", "Accept-Encoding": "gzip, br"})
        words = iter(response.response)
        heard.extend([next(words), next(words), sum(taken), response.headers])
        response.close()

    # In a thread as the web server has them, without the context in which the test itself reads.
    thread = threading.Thread(target=listen)
    thread.start()
    thread.join()
    assert len(taken) == 4, "once for the page, once for the first look"
    assert heard[1:3] == [b":\n\n", 0]
    assert "Content-Encoding" not in heard[3]
    assert heard[3]["X-Accel-Buffering"] == "no"


def test_who_leaves_the_cohort_hears_no_more(cast, cohort, topic, monkeypatch):
    monkeypatch.setattr(streams, "HEARTBEAT", 0.01)
    with listening(cast.trainee, topic) as heard:
        assert next(heard) == b":\n\n"
        place = db.session.query(Membership).filter_by(cohort_id=cohort.id, user_id=cast.trainee.id).one()
        change_phase(place, "left", by=cast.facilitator.user)
        db.session.commit()
        assert list(heard)[-1] == b"event: over\ndata:\n\n"


def test_whose_session_ends_hears_no_more(cast, topic, monkeypatch):
    monkeypatch.setattr(streams, "HEARTBEAT", 0.01)
    with listening(cast.trainee, topic) as heard:
        assert next(heard) == b":\n\n"
        end_sessions_of(cast.trainee.id)
        db.session.commit()
        assert list(heard)[-1] == b"event: over\ndata:\n\n"


def test_who_leaves_hears_no_more_at_once(cast, cohort, topic):
    with listening(cast.trainee, topic) as heard, listening(cast.mentor, topic) as others:
        assert (next(heard), next(others)) == (b":\n\n", b":\n\n")
        place = db.session.query(Membership).filter_by(cohort_id=cohort.id, user_id=cast.trainee.id).one()
        change_phase(place, "left", by=cast.facilitator.user)
        db.session.commit()
        make_reply(db.session.get(Topic, topic.id))
        db.session.commit()
        assert list(heard) == [b"event: over\ndata:\n\n"]
        assert number_in(next(others)) == 2


def test_who_signs_out_hears_no_more_at_once(cast, topic, hub):
    with listening(cast.trainee, topic) as heard:
        assert next(heard) == b":\n\n"
        cast.trainee.post("/sign-out")
        assert list(heard) == [b"event: over\ndata:\n\n"]
    assert not hub._of_channel


def test_removed_topic_is_over(cast, topic, monkeypatch):
    monkeypatch.setattr(streams, "HEARTBEAT", 0.01)
    with listening(cast.mentor, topic) as heard:
        assert next(heard) == b":\n\n"
        db.session.get(Topic, topic.id).deleted_at = topic.created_at
        db.session.commit()
        assert list(heard)[-1] == b"event: over\ndata:\n\n"


def test_news_that_got_lost_between_processes_are_found_at_the_next_look(cast, topic, hub, monkeypatch):
    monkeypatch.setattr(streams, "HEARTBEAT", 0.01)
    monkeypatch.setattr(hub, "tell", lambda channel, news: None)  # told in another process
    with listening(cast.trainee, topic) as heard:
        assert next(heard) == b":\n\n"
        cast.mentor.post(f"/topics/{topic.id}/replies", {"body": "Count to five."})
        assert number_in(next(word for word in heard if word != b":\n\n")) == 2


def test_full_house_sends_pages_to_ask_themselves(cast, topic, hub, monkeypatch):
    monkeypatch.setattr(hub, "most", 1)
    with listening(cast.trainee, topic):
        answer = cast.mentor.get(f"/topics/{topic.id}/news?after=1", headers={"Accept": "text/event-stream"})
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
        assert cast.mentor.get(f"/topics/{topic.id}/news?after=1").status_code == 204
    assert len(hub) == 0
    with listening(cast.mentor, topic):
        assert len(hub) == 1


def test_oldest_page_of_one_person_gives_way(cast, topic, hub):
    with contextlib.ExitStack() as pages:
        oldest = pages.enter_context(listening(cast.trainee, topic))
        assert next(oldest) == b":\n\n"
        pages.enter_context(listening(cast.mentor, topic))
        for _ in range(MOST_EACH):
            pages.enter_context(listening(cast.trainee, topic))
        assert list(oldest) == [b"event: ask\ndata:\n\n"]
        assert len(hub) == MOST_EACH + 1
    assert len(hub) == 0


def test_server_that_stops_ends_every_stream_at_once(cast, topic, hub, monkeypatch):
    with listening(cast.trainee, topic) as heard:
        assert next(heard) == b":\n\n"
        hub.close()
        assert list(heard) == []
    assert cast.trainee.get(f"/topics/{topic.id}/news", headers={"Accept": "text/event-stream"}).status_code == 503
    hub._is_closed = False


def test_hub_tells_each_channel_its_own_news():
    hub = Hub(10)
    here, there = hub.join("topic:1", 1), hub.join("topic:2", 2)
    hub.tell("topic:1", {"newest": 2})
    assert here.heard.get_nowait() == {"newest": 2}
    assert there.heard.empty()


def test_news_are_shown_in_their_order_and_nothing_else(cast, topic):
    make_reply(topic, body="Count to five.")
    make_reply(topic, body="Or to seven.")
    shown = cast.trainee.htmx_get(f"/topics/{topic.id}?after=1", "since").text
    assert shown.index("Count to five.") < shown.index("Or to seven.")
    assert 'id="composer"' not in shown
    assert 'id="post-1"' not in shown
    assert cast.outsider.htmx_get(f"/topics/{topic.id}?after=1", "since").status_code == 404
    assert 'id="post-' not in cast.trainee.htmx_get(f"/topics/{topic.id}?after=3", "since").text
    assert 'id="post-' not in cast.trainee.htmx_get(f"/topics/{topic.id}?after={2**70}", "since").text


def test_very_many_news_are_shown_from_the_beginning(cast, topic):
    for number in range(45):
        make_reply(topic, body=f"Reply {number}.")
    shown = cast.trainee.htmx_get(f"/topics/{topic.id}?after=1", "since").text
    assert 'id="post-2"' in shown
    assert 'id="post-41"' in shown
    assert 'id="post-42"' not in shown


def test_only_who_can_reply_listens_above_the_composer(cast, cohort, topic):
    reader = make_person(name="Reader")
    make_member(cohort, reader, "trainee", tell=False)
    page = cast.trainee.get(f"/topics/{topic.id}").text
    assert f'data-live-url="/topics/{topic.id}/news" data-after="1"' in page
    actions.close_topic(db.session.get(Topic, topic.id), by=cast.facilitator.user)
    db.session.commit()
    assert "data-live-url" not in cast.mentor.get(f"/topics/{topic.id}").text
