"""The mail about a conversation: only of what still stands when it leaves, and one for what is said in a short while."""

from datetime import timedelta

import pytest

from discussions import actions
from discussions.ideas.actions import move_idea
from discussions.moderation.holding import hide
from lms.database import db, now
from lms.jobs import OutboxJob
from lms.mail import Mail
from lms.notifications.mailing import send_notification_mail
from lms.notifications.models import Notification
from lms.people.accounts.actions import choose_mails
from tests.factories.discussions import make_idea, make_question, make_reply, make_topic
from tests.factories.people import mails_sent


@pytest.fixture
def topic(cast, cohort):
    return make_question(cohort)


def mails_to(person) -> list[Mail]:
    return [mail for mail in mails_sent() if mail.user_id == person.id]


def let_time_pass():
    """The mails so far were sent a quarter of an hour ago."""
    earlier = now() - timedelta(minutes=15)
    mailed = db.update(Notification).where(Notification.mailed_at.is_not(None))
    db.session.execute(mailed.values(mailed_at=earlier))
    db.session.execute(db.update(OutboxJob).values(due_at=OutboxJob.created_at))
    db.session.commit()


def test_a_reply_is_mailed(cast, topic):
    make_reply(topic)
    (mail,) = mails_to(cast.trainee)
    assert mail.subject == "Mentor answered your question: How long do you dare to wait?"


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda cast, topic, post: actions.mark_read(cast.trainee.viewer, topic, post.number),
        lambda cast, topic, post: actions.delete_post(post, by=cast.mentor.user),
        lambda cast, topic, post: hide(topic, post),
        lambda cast, topic, post: actions.follow(cast.trainee.viewer, topic, "muted"),
        lambda cast, topic, post: actions.follow(cast.trainee.viewer, topic, "normal"),
        lambda cast, topic, post: make_reply(topic, author=cast.trainee.user, body="Thank you."),
    ],
    ids=["read", "removed", "hidden", "muted", "followed no more", "answered"],
)
def test_what_was_done_with_before_it_leaves_is_not_mailed(cast, topic, meanwhile):
    post = make_reply(topic)
    meanwhile(cast, topic, post)
    assert [mail for mail in mails_to(cast.trainee) if mail.sent_at] == []


def test_what_was_removed_between_writing_and_sending_is_withheld(cast, topic):
    post = make_reply(topic)
    send_notification_mail(db.session.scalar(db.select(Notification.id).filter_by(user_id=cast.trainee.id)))
    actions.delete_post(post, by=cast.mentor.user)
    (mail,) = mails_to(cast.trainee)
    assert mail.withheld_at
    assert not mail.sent_at


def test_a_name_is_mailed_also_in_what_one_muted(cast, topic):
    actions.follow(cast.trainee.viewer, topic, "muted")
    make_reply(topic, body="@[Trainee], are you there?")
    assert len(mails_to(cast.trainee)) == 1


def test_an_outcome_is_not_mailed_to_who_muted_it_meanwhile(cast, cohort):
    topic = make_idea(cohort)
    db.session.commit()
    move_idea(topic, "done", by=cast.facilitator.user, reason="From May on.")
    actions.follow(cast.trainee.viewer, topic, "muted")
    assert [mail for mail in mails_to(cast.trainee) if mail.sent_at] == []
    actions.follow(cast.trainee.viewer, topic, "watching")
    move_idea(topic, "done", by=cast.facilitator.user, reason="From June on.")
    assert len([mail for mail in mails_to(cast.trainee) if mail.sent_at]) == 1


def test_a_sentence_of_thanks_for_what_was_removed_is_not_mailed(cast, topic):
    post = make_reply(topic)
    choose_mails(cast.mentor.user, {"thanked": True})
    actions.thank(post, cast.trainee.user, sentence="It gave me courage.")
    actions.delete_post(post, by=cast.mentor.user)
    assert [mail for mail in mails_to(cast.mentor) if mail.sent_at] == []
    actions.restore_post(post, by=cast.mentor.user)
    actions.thank(post, cast.alumna.user, sentence="Me too.")
    assert len([mail for mail in mails_to(cast.mentor) if mail.sent_at]) == 1


def test_what_is_said_shortly_after_makes_one_mail(cast, topic):
    make_reply(topic, body="Count to five.")
    assert len(mails_to(cast.trainee)) == 1
    make_reply(topic, body="Or to ten.")
    make_reply(topic, author=cast.alumna.user, body="I look out of the window.")
    assert len(mails_to(cast.trainee)) == 1
    let_time_pass()
    first, second = mails_to(cast.trainee)
    assert second.subject == "2 new things in: How long do you dare to wait?"
    assert "Or to ten." in second.text
    assert "I look out of the window." in second.text
    assert "Count to five." not in second.text
    assert first.headers["References"] == second.headers["References"]


def test_of_two_posts_the_removed_one_is_not_in_the_mail(cast, topic):
    make_reply(topic, body="Count to five.")
    mails_sent()
    post = make_reply(topic, body="Or to ten.")
    make_reply(topic, author=cast.alumna.user, body="I look out of the window.")
    mails_sent()
    actions.delete_post(post, by=cast.mentor.user)
    let_time_pass()
    _first, second = mails_to(cast.trainee)
    assert second.subject == "Alumna answered your question: How long do you dare to wait?"


def heard(person) -> list[str]:
    rows = db.session.scalars(db.select(Notification).filter_by(user_id=person.id).order_by(Notification.id))
    return [row.reason for row in rows]


class TestQuoted:
    def test_whose_words_stand_after_a_sign_is_quoted(self, cast, cohort):
        topic = make_topic(cohort)
        make_reply(topic, body="Count **slowly** to five, and breathe.")
        make_reply(topic, author=cast.alumna.user, body="> Count slowly to five,\n> and breathe\n\nThat helps.")
        assert heard(cast.mentor) == ["quoted"]

    def test_a_link_to_the_post_names_it_too(self, cast, cohort):
        topic = make_topic(cohort)
        post = make_reply(topic)
        make_reply(topic, author=cast.alumna.user, body=f"[Mentor](/posts/{post.id}):\n> Count\n\nYes.")
        assert heard(cast.mentor) == ["quoted"]

    def test_a_word_or_two_are_nobodys(self, cast, cohort):
        topic = make_topic(cohort)
        make_reply(topic)
        make_reply(topic, author=cast.alumna.user, body="> Count to\n\nYes.")
        assert heard(cast.mentor) == ["following"]

    def test_a_name_and_a_reply_weigh_more(self, cast, cohort):
        topic = make_topic(cohort, body="They felt like thirty seconds.")
        make_reply(topic, body="> They felt like thirty seconds.\n\nLong!")
        assert heard(cast.trainee) == ["replied"]
        make_reply(topic, body="@[Trainee]\n\n> They felt like thirty seconds.\n\nLong!")
        assert heard(cast.trainee) == ["replied", "mentioned"]

    def test_who_muted_it_does_not_hear(self, cast, cohort):
        topic = make_topic(cohort)
        make_reply(topic, body="Count slowly to five.")
        actions.follow(cast.mentor.viewer, topic, "muted")
        make_reply(topic, author=cast.alumna.user, body="> Count slowly to five.\n\nThat helps.")
        assert heard(cast.mentor) == []
