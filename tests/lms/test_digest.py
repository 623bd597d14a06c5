"""The digest: at seven where the person lives, only when something is new, once, in their language."""

from datetime import UTC, datetime, timedelta

import pytest

from lms.access import revoke
from lms.database import db, now
from lms.jobs import OutboxJob, sweep
from lms.mail import Mail
from lms.notifications.actions import mark_thread_done, notify, withdraw
from lms.notifications.digests import begin_digests, last_due, send_digest
from lms.notifications.models import Notification
from lms.people.actions import deactivate_user
from tests.factories.people import mails_sent, make_group


@pytest.fixture
def group(cast) -> int:
    return make_group(cast.trainee, cast.mentor, name="Spring 2026")


@pytest.fixture
def reader(cast):
    """The trainee, who wants a digest every day."""
    cast.trainee.user.digest = "daily"
    return cast.trainee


def tell(cast, group, thing="post:1", thread="circle:7", title="How do I reflect?", reason="following", **changes):
    words = {"url": f"/things/{thing}", "excerpt": "Say what they mean.", **changes}
    notify(
        [cast.trainee.id], reason, audience_id=group, actor=cast.mentor.user, thread=thread, thing=thing, title=title,
        at=now() - timedelta(minutes=90), **words,
    )  # fmt: skip


def digest(person, hours=1) -> list[Mail]:
    """The mails there are once the digest that was due some hours ago is written."""
    send_digest(person.id, due=(now() - timedelta(hours=hours)).isoformat())
    return mails_sent()


@pytest.mark.parametrize(
    ("moment", "zone", "how_often", "due"),
    [
        ("2026-11-25T06:30", "Europe/Amsterdam", "daily", "2026-11-25T06:00"),
        ("2026-11-25T05:30", "Europe/Amsterdam", "daily", "2026-11-24T06:00"),
        ("2026-07-01T05:30", "Europe/Amsterdam", "daily", "2026-07-01T05:00"),
        ("2026-11-25T06:30", "America/Paramaribo", "daily", "2026-11-24T10:00"),
        ("2026-11-25T06:30", "Europe/Amsterdam", "weekly", "2026-11-23T06:00"),
        ("2026-11-23T05:30", "Europe/Amsterdam", "weekly", "2026-11-16T06:00"),
    ],
)
def test_it_is_due_at_seven_where_the_person_lives(moment, zone, how_often, due):
    at, expected = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (moment, due))
    assert last_due(at, zone, how_often) == expected


def test_it_gathers_what_is_new_per_thread_with_links(cast, group, reader):
    tell(cast, group, "post:1")
    tell(cast, group, "post:2")
    tell(cast, group, "post:3", thread="circle:8", title="Silence", reason="thanked")
    (mail,) = digest(reader)
    assert mail.subject == "New for you in 2 conversations"
    for body in (mail.text, mail.html):
        assert body.count("How do I reflect?") == 1
        for number in (1, 2, 3):
            assert f"http://127.0.0.1:8000/things/post:{number}" in body
        assert "Thanked you · Mentor" in body
        assert "Say what they mean." in body
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_it_speaks_the_language_of_its_reader(cast, group, reader):
    reader.user.locale = "nl"
    tell(cast, group)
    assert digest(reader)[0].subject == "Nieuw voor je in 1 gesprek"


def test_nothing_new_means_no_mail(cast, group, reader):
    assert digest(reader) == []
    tell(cast, group)
    mark_thread_done(reader.id, "circle:7")
    assert digest(reader, hours=0) == []


def test_what_was_mailed_at_once_is_not_told_again(cast, group, reader):
    notify(
        [reader.id], "mentioned", audience_id=group, actor=cast.mentor.user, thread="circle:7", thing="post:1",
        title="T", url="/x",
    )  # fmt: skip
    assert len(mails_sent()) == 1
    assert len(digest(reader)) == 1


def test_the_same_is_never_told_twice(cast, group, reader):
    tell(cast, group)
    assert len(digest(reader, hours=2)) == 1
    assert len(digest(reader, hours=0)) == 1
    db.session.execute(db.update(OutboxJob).values(done_at=None, claimed_until=None))
    db.session.commit()
    sweep()
    assert db.session.scalar(db.select(db.func.count(Mail.id))) == 1


@pytest.mark.parametrize("digest_chosen", ["daily", "weekly"])
def test_whose_moment_came_is_found_once(cast, group, digest_chosen):
    cast.trainee.user.digest = digest_chosen
    tell(cast, group)
    due = last_due(now(), cast.trainee.user.timezone, digest_chosen)
    db.session.execute(db.update(Notification).values(created_at=due - timedelta(hours=1)))
    db.session.commit()
    for _attempt in range(2):
        begin_digests()
        assert len(mails_sent()) == 1


def test_what_comes_after_seven_waits_for_the_next_one(cast, group, reader):
    tell(cast, group)
    due = last_due(now(), reader.user.timezone, "daily")
    db.session.execute(db.update(Notification).values(created_at=due + timedelta(seconds=1)))
    begin_digests()
    assert mails_sent() == []


def test_who_wants_none_gets_none(cast, group, reader):
    reader.user.digest = "never"
    tell(cast, group)
    assert digest(reader) == []


def test_closed_accounts_get_none(cast, group, reader):
    tell(cast, group)
    deactivate_user(reader.user)
    assert digest(reader) == []


def test_what_was_withdrawn_between_writing_and_sending_is_not_in_it(cast, group, reader):
    tell(cast, group, "post:1", excerpt="Gone meanwhile.")
    tell(cast, group, "post:2")
    send_digest(reader.id, due=now().isoformat())
    withdraw("post:1")
    (mail,) = mails_sent()
    assert "Gone meanwhile." not in mail.text + mail.html
    assert mail.sent_at


def test_who_left_between_writing_and_sending_gets_none(cast, group, reader):
    tell(cast, group)
    send_digest(reader.id, due=now().isoformat())
    revoke(group, reader.id)
    (mail,) = mails_sent()
    assert mail.withheld_at
    assert not mail.sent_at


def test_administrators_do_not_read_the_digests_of_others(cast, group, reader):
    tell(cast, group)
    (mail,) = digest(reader)
    assert "Say what they mean." not in cast.admin.get(f"/admin/mails/{mail.id}").text


def test_it_is_chosen_in_the_settings(cast):
    cast.trainee.post("/account/mail", {"reasons": ["mentioned"], "digest": "daily"})
    assert cast.trainee.user.digest == "daily"
    assert cast.trainee.post("/account/mail", {"digest": "hourly"}).status_code == 422
