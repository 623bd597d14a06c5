"""Accepting an answer, and saying that one has the same question."""

from discussions.actions import accept_answer
from discussions.following.models import Follow
from discussions.models import MeToo, Post, Topic
from discussions.queries import accepted_answers
from discussions.reading.actions import mark_read
from lms.database import db, now
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.factories.discussions import make_question, make_reply, make_topic


def accept(person, topic, post):
    return person.post(f"/topics/{topic.id}/answer", {"post": str(post.id)})


def test_asker_accepts_and_withdraws(cast, cohort):
    topic = make_question(cohort)
    make_reply(topic, author=cast.alumna.user, body="Ten, I would say.")
    answer = make_reply(topic, body="Count to five.")
    assert accept(cast.trainee, topic, answer).status_code == 303
    words = text_of(cast.alumna.get(f"/topics/{topic.id}"))
    assert "Accepted answer" in words
    assert "Answered by a peer" in words
    assert "Trainee accepted an answer the same day." in words
    assert words.count("Count to five.") == 2
    assert words.index("Count to five.") < words.index("Ten, I would say.")
    assert cast.trainee.post(f"/topics/{topic.id}/answer").status_code == 303
    assert "Accepted answer" not in text_of(cast.alumna.get(f"/topics/{topic.id}"))


def test_changed_answer_says_so_and_takes_the_credit_along(cast, cohort):
    topic = make_question(cohort)
    first, better = make_reply(topic), make_reply(topic, author=cast.alumna.user, body="Ten, I would say.")
    accept(cast.trainee, topic, first)
    assert dict(db.session.execute(accepted_answers()).all()) == {cast.mentor.id: 1}
    assert "Another answer was accepted" not in text_of(cast.alumna.get(f"/topics/{topic.id}"))
    accept(cast.trainee, topic, better)
    assert "Another answer was accepted on" in text_of(cast.alumna.get(f"/topics/{topic.id}"))
    assert dict(db.session.execute(accepted_answers()).all()) == {cast.alumna.id: 1}
    told = db.session.query(Notification.user_id).filter_by(reason="accepted").all()
    assert told == [(cast.alumna.id,)]
    cast.trainee.post(f"/topics/{topic.id}/answer")
    assert "An accepted answer was taken back on" in text_of(cast.alumna.get(f"/topics/{topic.id}"))
    assert db.session.execute(accepted_answers()).all() == []


def test_facilitator_accepts_for_who_forgot(cast, cohort):
    topic = make_question(cohort)
    assert accept(cast.facilitator, topic, make_reply(topic)).status_code == 303


def test_others_cannot_accept(cast, cohort):
    topic = make_question(cohort)
    answer = make_reply(topic)
    assert accept(cast.alumna, topic, answer).status_code == 403
    assert accept(cast.outsider, topic, answer).status_code == 404
    assert db.session.get(Topic, topic.id).accepted_post_id is None


def test_only_a_standing_reply_of_this_question_answers_it(cast, cohort):
    topic, other = make_question(cohort), make_question(cohort)
    elsewhere, removed = make_reply(other), make_reply(topic)
    cast.mentor.post(f"/posts/{removed.id}/deletion")
    assert accept(cast.trainee, topic, elsewhere).status_code == 404
    assert accept(cast.trainee, topic, removed).status_code == 404
    assert cast.trainee.post(f"/topics/{topic.id}/answer", {"post": "the first"}).status_code == 422


def test_conversations_have_no_answer(cast, cohort):
    topic = make_topic(cohort)
    assert accept(cast.trainee, topic, make_reply(topic)).status_code == 403


def test_reply_that_went_a_moment_ago_answers_nothing(cast, cohort):
    topic = make_question(cohort)
    answer = make_reply(topic)
    db.session.commit()
    gone = db.update(Post).where(Post.id == answer.id).values(deleted_at=now())
    db.session.execute(gone.execution_options(synchronize_session=False))
    assert not accept_answer(topic, answer, by=cast.trainee)
    assert topic.accepted_post_id is None


def test_accepted_answer_that_is_the_first_reply_stands_once(cast, cohort):
    topic = make_question(cohort)
    answer = make_reply(topic, body="Count to five.")
    make_reply(topic, author=cast.alumna.user, body="Ten, I would say.")
    accept(cast.trainee, topic, answer)
    for person in (cast.trainee, cast.facilitator):
        page = person.get(f"/topics/{topic.id}").text
        assert page.count("Count to five.") == 1
        assert "Accepted answer" in page
        assert page.count('id="post-2"') == 1
        assert "Not the answer after all" in page
        assert page.index("Count to five.") < page.index("Ten, I would say.")
    mark_read(cast.mentor, topic, 2)
    page = cast.mentor.get(f"/topics/{topic.id}").text
    assert page.count("Count to five.") == 1
    assert page.index('id="post-2"') < page.index('id="new"') < page.index('id="post-3"')


def test_first_reply_that_is_new_stands_below_the_line_that_says_so(cast, cohort):
    topic = make_question(cohort)
    mark_read(cast.alumna, topic, 1)
    accept(cast.trainee, topic, make_reply(topic, body="Count to five."))
    make_reply(topic, author=cast.mentor.user, body="Or ten.")
    page = cast.alumna.get(f"/topics/{topic.id}").text
    assert page.count("Count to five.") == page.count('id="new"') == 1
    assert page.index('id="new"') < page.index('id="post-2"') < page.index('id="post-3"')


def test_accepted_answer_further_on_is_shown_under_the_question(cast, cohort):
    topic = make_question(cohort)
    for _ in range(22):
        make_reply(topic, body="Hm.")
    answer = make_reply(topic, body="Count to five.")
    accept(cast.trainee, topic, answer)
    page = cast.outsider.get(f"/topics/{topic.id}")
    assert page.status_code == 404
    first = cast.alumna.get(f"/topics/{topic.id}?from=1")
    assert "Count to five." in first.text
    assert 'id="post-24"' not in first.text


def test_me_too_counts_once_and_is_taken_back(cast, cohort):
    topic = make_question(cohort)
    assert cast.alumna.post(f"/topics/{topic.id}/me-too").status_code == 303
    cast.alumna.post(f"/topics/{topic.id}/me-too")
    assert db.session.get(Topic, topic.id).me_too_count == 1
    assert db.session.get(Follow, (cast.alumna.id, topic.id)).level == "watching"
    cast.alumna.post(f"/topics/{topic.id}/me-too", {"say": "no"})
    assert db.session.get(Topic, topic.id).me_too_count == 0
    assert db.session.query(MeToo).count() == 0


def test_me_too_in_place_answers_with_the_button(cast, cohort):
    topic = make_question(cohort)
    response = cast.alumna.htmx_post(f"/topics/{topic.id}/me-too", f"me-too-{topic.id}", {"say": "yes"})
    assert 'value="no"' in response.text
    assert "<html" not in response.text


def test_me_too_goes_back_to_the_lesson_it_was_said_beside(cast, cohort):
    topic = make_question(cohort)
    response = cast.alumna.post(f"/topics/{topic.id}/me-too", {"next": "/lessons/5"})
    assert response.location == "/lessons/5"
    elsewhere = cast.alumna.post(f"/topics/{topic.id}/me-too", {"next": "https://elsewhere.example"})
    assert elsewhere.location == f"/topics/{topic.id}"


def test_asker_and_outsider_say_no_me_too(cast, cohort):
    topic = make_question(cohort)
    assert cast.trainee.post(f"/topics/{topic.id}/me-too").status_code == 403
    assert cast.outsider.post(f"/topics/{topic.id}/me-too").status_code == 404
    assert cast.alumna.post(f"/topics/{topic.id}/me-too", {"say": "maybe"}).status_code == 422
    assert cast.alumna.post(f"/topics/{make_topic(cohort).id}/me-too").status_code == 403
