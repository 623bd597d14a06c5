"""Pressing twice, and ten browsers at once: one form makes one post, and concurrent posts each get their number."""

import threading
from datetime import timedelta

from discussions.models import Post, Topic
from discussions.moderation.models import Review
from lms.database import db, now
from tests.factories.discussions import academy_space, make_reply, make_topic, space_of


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


def test_an_edit_pressed_again_is_no_conflict_with_oneself(cast, cohort):
    post = make_reply(make_topic(cohort), at=now() - timedelta(hours=1))
    form = {"body": "Count to seven.", "version": "1", "form_key": "edited-twice"}
    first, second = (cast.mentor.post(f"/posts/{post.id}/edit", form) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert db.session.get(Post, post.id).version == 2
    other = cast.facilitator.post(f"/posts/{post.id}/edit", {**form, "body": "Ten.", "form_key": "of-another"})
    assert other.status_code == 409


def test_removing_and_bringing_back_twice_is_the_same_as_once(cast, cohort):
    topic = make_topic(cohort)
    opening, reply = db.session.query(Post).filter_by(topic_id=topic.id).one(), make_reply(topic)
    for post, person in ((reply, cast.mentor), (opening, cast.trainee)):  # with the opening the whole topic goes
        for act, is_gone in (("deletion", True), ("restoration", False)):
            answers = [person.post(f"/posts/{post.id}/{act}") for _ in range(2)]
            assert [answer.status_code for answer in answers] == [303, 303]
            assert answers[0].location == answers[1].location
            assert (db.session.get(Post, post.id).deleted_at is not None) == is_gone
            assert cast.alumna.post(f"/posts/{post.id}/{act}").status_code == 403
            assert cast.outsider.post(f"/posts/{post.id}/{act}").status_code == 404
        cast.mentor.post(f"/posts/{reply.id}/deletion")


def test_what_is_pressed_again_shows_its_result_also_when_it_cannot_be_done_any_more(cast, cohort):
    topic = make_topic(cohort)
    post, merged = make_reply(topic), make_topic(cohort)
    flag = {"reason": "unkind", "form_key": "flagged"}
    decision = {"decision": "mend", "sentence": "Say it kindly.", "version": "1", "form_key": "decided"}
    steps = [
        (cast.facilitator, f"/posts/{post.id}/flag", flag),
        (cast.facilitator, f"/posts/{post.id}/review", decision),
        (cast.mentor, f"/posts/{post.id}/appeal", {"words": "It was a quote.", "form_key": "appealed"}),
        (cast.facilitator, f"/topics/{merged.id}/merging", merge_into(topic, "merged")),
    ]
    for person, address, form in steps:
        first, second = person.post(address, form), person.post(address, form)
        assert (first.status_code, second.status_code) == (303, 303), address
        assert first.location == second.location
        assert person.post(address, {**form, "form_key": "another"}).status_code in (403, 404, 409), address
        stolen = cast.outsider.post(address, form)
        assert stolen.status_code == 404, "a form of somebody else shows nothing"
    assert db.session.get(Review, post.id).version == 3


def test_a_topic_is_moved_once_however_often_it_is_pressed(cast, cohort):
    topic = make_topic(space=academy_space())
    form = {"space": space_of(cohort).id, "reason": "It is about us.", "form_key": "moved"}
    first, second = (cast.facilitator.post(f"/topics/{topic.id}/moving", form) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location


def merge_into(topic, key):
    return {"into": topic.id, "reason": "The same.", "order": "time", "form_key": key}
