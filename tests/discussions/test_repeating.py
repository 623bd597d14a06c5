"""Pressing twice, and ten browsers at once: one form makes one post, and concurrent posts each get their number."""

import threading

from discussions.models import Post, Topic
from lms.database import db
from tests.factories.discussions import make_topic


def send_together(app, person, address, forms):
    """Post each form in a thread of its own, all of them at the same moment; the status codes and locations."""
    token = person._form_token()
    db.session.commit()
    cookies = {name: person.client.get_cookie(name).value for name in ("leerkring", "leerkring_form")}
    answers, ready = [], threading.Barrier(len(forms))

    def send(form):
        client = app.test_client()
        for name, value in cookies.items():
            client.set_cookie(name, value)
        ready.wait()
        response = client.post(address, data={"csrf_token": token, **form})
        answers.append((response.status_code, response.location))

    threads = [threading.Thread(target=send, args=(form,)) for form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    db.session.expire_all()
    return answers


def test_ten_sends_of_one_form_make_one_reply(app, cast, cohort):
    topic = make_topic(cohort)
    form = {"body": "Count to five.", "form_key": "pressed-ten-times"}
    answers = send_together(app, cast.mentor, f"/topics/{topic.id}/replies", [form] * 10)
    assert {status for status, _ in answers} == {303}
    assert len({location for _, location in answers}) == 1
    assert db.session.query(Post).filter_by(topic_id=topic.id).count() == 2
    assert db.session.get(Topic, topic.id).reply_count == 1


def test_ten_sends_of_one_form_make_one_topic(app, cast, space):
    form = {"title": "Once", "body": "Only once.", "form_key": "started-ten-times"}
    answers = send_together(app, cast.trainee, f"/spaces/{space.id}/topics", [form] * 10)
    assert {status for status, _ in answers} == {303}
    assert len({location for _, location in answers}) == 1
    assert db.session.query(Topic).count() == 1


def test_ten_different_replies_are_numbered_densely(app, cast, cohort):
    topic = make_topic(cohort)
    forms = [{"body": f"Reply {number}.", "form_key": f"reply-{number}"} for number in range(10)]
    answers = send_together(app, cast.mentor, f"/topics/{topic.id}/replies", forms)
    assert {status for status, _ in answers} == {303}
    numbers = [post.number for post in db.session.query(Post).filter_by(topic_id=topic.id).order_by(Post.number)]
    assert numbers == list(range(1, 12))
    assert db.session.get(Topic, topic.id).last_number == 11


def test_ten_thanks_of_one_person_count_once(app, cast, cohort):
    topic = make_topic(cohort)
    opening = db.session.query(Post).filter_by(topic_id=topic.id).one()
    send_together(app, cast.mentor, f"/posts/{opening.id}/thanks", [{"say": "yes"}] * 10)
    assert db.session.get(Post, opening.id).thanks_count == 1


def test_form_pressed_again_shows_its_result(cast, cohort):
    topic = make_topic(cohort)
    form = {"body": "Count to five.", "form_key": "twice"}
    first = cast.mentor.post(f"/topics/{topic.id}/replies", form)
    second = cast.mentor.post(f"/topics/{topic.id}/replies", form)
    assert first.location == second.location
    assert db.session.query(Post).filter_by(topic_id=topic.id).count() == 2
