"""The mail after a notification is decided at delivery: still open, still readable, still wanted, and only once."""

import re
from pathlib import Path

import pytest

from lms.access import PUBLIC, revoke
from lms.database import db
from lms.jobs import OutboxJob, sweep
from lms.mail import Mail
from lms.notifications.actions import mark_thread_done, notify, withdraw
from lms.notifications.mailing import send_notification_mail
from lms.notifications.models import Notification
from lms.notifications.reasons import REASONS
from lms.people.actions import deactivate_user
from tests.factories.people import mails_sent, make_group

SPRITE = Path(__file__).parents[2] / "lms" / "static" / "icons.svg"


@pytest.fixture
def group(cast) -> int:
    return make_group(cast.trainee, cast.mentor, name="Spring 2026")


def tell(cast, group, reason="answered", title="How do I reflect?", **changes):
    words = {"thread": "circle:7", "thing": "post:31", "url": "/topics/7#post-3", "excerpt": "Say what they mean."}
    return notify(
        [cast.trainee.id], reason, audience_id=group, actor=cast.mentor.user, title=title, **{**words, **changes}
    )


def test_it_says_what_happened_where_and_who_can_read_it(cast, group):
    tell(cast, group)
    (mail,) = mails_sent()
    assert mail.to_address == "trainee@test.example"
    assert mail.subject == "Mentor answered your question: How do I reflect?"
    for body in (mail.text, mail.html):
        assert "Say what they mean." in body
        assert "http://127.0.0.1:8000/topics/7#post-3" in body
        assert "Only the 2 people of Spring 2026 can read this." in body
        assert "You get this mail because you asked the question." in body
        assert "http://127.0.0.1:8000/account" in body
    assert mail.headers["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/mails/stop/")
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (mail.user_id, mail.audience_id) == (cast.trainee.id, group)
    assert mail.sent_at


def test_links_lead_to_the_public_address(cast, group, app):
    app.config["PUBLIC_URL"], former = "https://academy.example", app.config["PUBLIC_URL"]
    try:
        tell(cast, group)
        assert "https://academy.example/topics/7#post-3" in mails_sent()[0].text
    finally:
        app.config["PUBLIC_URL"] = former


def test_it_speaks_the_language_of_its_reader_not_of_the_writer(cast, group):
    cast.trainee.user.locale = "nl"
    tell(cast, group)
    (mail,) = mails_sent()
    assert 'lang="nl"' in mail.html


def test_words_of_people_are_text_and_never_markup(cast, group):
    tell(cast, group, title="<b>Bold</b> & 100%", excerpt="<script>alert(1)</script>")
    (mail,) = mails_sent()
    assert "<b>Bold</b> & 100%" in mail.text
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; 100%" in mail.html
    assert "<script>" not in mail.html


def test_a_title_cannot_add_headers(cast, group):
    tell(cast, group, title="Title\r\nBcc: everyone@evil.example")
    (mail,) = mails_sent()
    assert mail.subject.endswith("Title Bcc: everyone@evil.example")


def test_what_is_done_before_delivery_is_not_mailed(cast, group):
    tell(cast, group)
    mark_thread_done(cast.trainee.id, "circle:7")
    assert mails_sent() == []


def test_what_was_withdrawn_is_not_mailed(cast, group):
    tell(cast, group)
    withdraw("post:31")
    assert mails_sent() == []


def test_who_left_the_group_gets_no_mail(cast, group):
    tell(cast, group)
    revoke(group, cast.trainee.id)
    assert mails_sent() == []


def test_who_leaves_between_writing_and_sending_gets_no_mail(cast, group):
    tell(cast, group)
    send_notification_mail(db.session.scalar(db.select(Notification.id)))
    revoke(group, cast.trainee.id)
    (mail,) = mails_sent()
    assert mail.withheld_at
    assert not mail.sent_at


def test_closed_accounts_get_no_mail(cast, group):
    tell(cast, group)
    deactivate_user(cast.trainee.user)
    assert mails_sent() == []


def test_reasons_of_little_weight_are_mailed_only_when_asked_for(cast, group):
    tell(cast, group, "following", thing="post:1")
    assert mails_sent() == []
    cast.trainee.user.mail_reasons = {"following": True}
    tell(cast, group, "following", thing="post:2")
    assert len(mails_sent()) == 1


def test_reasons_that_were_refused_are_not_mailed(cast, group):
    cast.trainee.user.mail_reasons = {"answered": False}
    tell(cast, group)
    assert mails_sent() == []


def test_refusing_works_until_the_last_moment(cast, group):
    tell(cast, group)
    cast.trainee.user.mail_reasons = {"answered": False}
    assert mails_sent() == []


def test_a_reason_that_rises_is_mailed_then(cast, group):
    tell(cast, group, "following")
    assert mails_sent() == []
    tell(cast, group, "mentioned")
    assert [mail.subject for mail in mails_sent()] == ["Mentor mentioned you: How do I reflect?"]


def test_what_is_public_is_mailed_to_who_is_told(cast):
    tell(cast, PUBLIC)
    assert "Everyone can read this, also without an account." in mails_sent()[0].text


def test_the_same_job_done_twice_sends_one_mail(cast, group):
    tell(cast, group)
    mails_sent()
    db.session.execute(db.update(OutboxJob).values(done_at=None, claimed_until=None))
    db.session.commit()
    sweep()
    assert db.session.scalar(db.select(db.func.count(Mail.id))) == 1


def test_a_job_without_its_notification_is_done(app):
    send_notification_mail(99999)


@pytest.mark.parametrize("reason", REASONS.values(), ids=list(REASONS))
def test_every_reason_has_its_words(reason):
    words = (reason.said, reason.button, reason.choice, reason.subject, reason.lead, reason.why)
    assert all(str(text) for text in words)
    # What is decided about somebody's words is told without a name: subject and lead agree on that.
    assert ("%(actor)s" in str(reason.lead)) == ("%(actor)s" in str(reason.subject))


def test_every_reason_has_an_icon_that_is_drawn():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))
    assert {reason.icon for reason in REASONS.values()} <= drawn
