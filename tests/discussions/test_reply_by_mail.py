"""A reply to a mail of ours is a post, over a real SMTP conversation out and in, and every failure is answered once."""

import contextlib
import email
import email.policy
import io
import re
import smtplib
from datetime import timedelta
from email.message import EmailMessage

import pytest
from PIL import Image

from discussions import actions
from discussions.models import Post, Topic
from discussions.moving.actions import move_topic
from discussions.reading.models import ReadingState
from discussions.slow_mode.actions import slow_down
from lms.access import revoke
from lms.database import db, now
from lms.files.models import File
from lms.jobs import sweep
from lms.mail import Mail
from lms.mail_in.addresses import read_address, reply_address
from lms.mail_in.commands import receive_mail
from lms.mail_in.listener import Listener
from lms.mail_in.models import ReceivedMail
from lms.mail_in.receiving import forget_received, receive
from lms.notifications.models import Notification
from lms.people.actions import deactivate_user
from tests.factories.cohorts import make_cohort
from tests.factories.discussions import make_question, make_reply, space_of
from tests.factories.people import mails_sent
from tests.mail_server import free_port, mail_server


@pytest.fixture
def topic(app, cast, cohort):
    """A question of the trainee, in an academy that takes replies by mail."""
    former = app.config["MAIL_REPLY_DOMAIN"]
    app.config["MAIL_REPLY_DOMAIN"] = "in.test.example"
    yield make_question(cohort)
    app.config["MAIL_REPLY_DOMAIN"] = former


def written(body="Count to five.\n\nOn Wed, 25 Nov 2026 at 10:12, Academy wrote:\n> Hm?\n", **headers) -> EmailMessage:
    message = EmailMessage()
    headers = {"From": "Mentor <mentor@test.example>", "Message_ID": "<1@test.example>", **headers}
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def send(person, topic, message=None, **headers) -> str:
    """The mail comes in at the secret address of a person for a topic."""
    db.session.commit()
    address = reply_address(person.id, f"topic:{topic.id}")
    headers.setdefault("From", f"{person.user.name} <{person.user.email}>")
    sent = message or written(**headers)
    return receive(sent.as_bytes(), sender=person.user.email, recipients=[address])


def bodies(topic) -> list[str]:
    return list(db.session.scalars(db.select(Post.body).filter_by(topic_id=topic.id).order_by(Post.number)))[1:]


def answers() -> list[Mail]:
    return [
        mail
        for mail in mails_sent()
        if "not posted" in mail.subject.lower() or "niet geplaatst" in mail.subject.lower()
    ]


def picture() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (4, 4)).save(data, "PNG")
    return data.getvalue()


@contextlib.contextmanager
def over_smtp(app):
    """(mails that left, port at which mails come in)"""
    former = app.config["MAIL_URL"]
    with mail_server() as (postbox, port):
        listener = Listener(app, "127.0.0.1", free_port())
        listener.start()
        app.config["MAIL_URL"] = f"smtp://127.0.0.1:{port}"
        try:
            yield postbox, listener.port
        finally:
            listener.stop()
            app.config["MAIL_URL"] = former


def test_a_conversation_over_smtp_out_and_in(app, cast, topic):
    make_reply(topic, body="Count to five.")
    db.session.commit()
    with over_smtp(app) as (postbox, port):
        while sweep():
            pass
        mail = email.message_from_bytes(postbox.messages[0], policy=email.policy.default)
        assert "Or reply to this mail" in mail.get_body(("plain",)).get_content()
        answer = written("And then?\n\nVerstuurd vanaf mijn iPhone\n\n> Op 25 nov. 2026 om 10:12 heeft Mentor geschreven:\n> Hm\n",
                         From=mail["To"], To=mail["Reply-To"], In_Reply_To=mail["Message-ID"])  # fmt: skip
        db.session.rollback()
        for _attempt in range(2):
            with smtplib.SMTP("127.0.0.1", port) as server:
                server.send_message(answer)
        with smtplib.SMTP("127.0.0.1", port) as server, pytest.raises(smtplib.SMTPRecipientsRefused):
            server.sendmail(
                "x@evil.example", ["reply+topic.1.1.aaaaaaaaaaaaaaaaaaaaaaaa@in.test.example"], "Subject: x\n\nx"
            )
    db.session.expire_all()
    assert bodies(topic) == ["Count to five.", "And then?"]
    post = db.session.scalars(db.select(Post).filter_by(topic_id=topic.id, number=3)).one()
    assert post.author_id == cast.trainee.id
    assert "Reply-To" not in db.session.scalars(db.select(Mail).order_by(Mail.id)).first().headers


def test_the_same_mail_is_posted_once(cast, topic):
    assert [send(cast.mentor, topic) for _attempt in range(3)] == ["taken", "repeated", "repeated"]
    assert bodies(topic) == ["Count to five."]
    assert send(cast.mentor, topic, Message_ID="<2@test.example>") == "taken"
    assert len(bodies(topic)) == 2


def test_a_reply_is_told_like_any_other_and_leaves_the_rest_unread(cast, topic):
    make_reply(topic, author=cast.alumna.user)
    send(cast.mentor, topic)
    assert [mail.subject for mail in mails_sent() if mail.user_id == cast.trainee.id]
    assert db.session.get(ReadingState, (cast.mentor.id, topic.id)).last_read == 0


def test_what_was_mailed_is_done_with_by_answering_it_and_nothing_else(cast, topic):
    make_reply(topic, body="Count to five.")
    mails_sent()
    make_reply(topic, body="Or to ten.")
    send(cast.trainee, topic)
    rows = db.session.scalars(db.select(Notification).filter_by(user_id=cast.trainee.id).order_by(Notification.id))
    assert [row.done_at is not None for row in rows] == [True, False]


def test_files_come_along_and_are_read_by_the_same_people(cast, topic):
    message = written("See this.", From="mentor@test.example")
    message.add_attachment(picture(), maintype="image", subtype="png", filename="my plan (1).png")
    message.add_attachment(b"a;b\n", maintype="text", subtype="csv", filename="list.csv")
    assert send(cast.mentor, topic, message) == "taken"
    shown = cast.trainee.get(f"/topics/{topic.id}").text
    for file in db.session.scalars(db.select(File)):
        assert file.audience_id == topic.audience_id
        assert f"/files/{file.key}/" in shown
        assert cast.trainee.get(f"/files/{file.key}/{file.name}").status_code == 200
        assert cast.outsider.get(f"/files/{file.key}/{file.name}").status_code == 404
    assert "<img" in shown


def test_files_go_with_the_post_they_came_with(cast, topic):
    message = written("See this.", From="mentor@test.example")
    message.add_attachment(b"a;b\n", maintype="text", subtype="csv", filename="list.csv")
    send(cast.mentor, topic, message)
    file = db.session.scalars(db.select(File)).one()
    post = db.session.scalars(db.select(Post).filter_by(topic_id=topic.id, number=2)).one()
    actions.delete_post(post, by=cast.mentor.user)
    db.session.commit()
    assert cast.trainee.get(f"/files/{file.key}/list.csv").status_code == 404


def close(cast, topic):
    actions.close_topic(topic, by=cast.facilitator.user)


def leave(cast, topic):
    revoke(topic.audience_id, cast.mentor.id)


def slow(cast, topic):
    make_reply(topic)
    slow_down(topic, minutes=30, hours=2, by=cast.facilitator.user, reason="Calm")


def remove(cast, topic):
    actions.delete_post(db.session.scalars(db.select(Post).filter_by(topic_id=topic.id)).one(), by=cast.trainee.user)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (close, "This conversation is closed"),
        (leave, "you can no longer read it"),
        (remove, "you can no longer read it"),
        (slow, "slow mode"),
    ],
    ids=["closed", "left", "removed", "slow mode"],
)
def test_what_the_page_would_not_take_is_answered(cast, topic, before, said):
    before(cast, topic)
    earlier = bodies(topic)
    assert send(cast.mentor, topic) == "refused"
    assert bodies(topic) == earlier
    (answer,) = answers()
    assert said in answer.text
    assert "Count to five." in answer.text
    assert answer.to_address == "mentor@test.example"
    assert (topic.title in answer.text) == (before in (close, slow))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("On Wed, 25 Nov 2026 at 10:12, Academy wrote:\n> Hm?\n", "no words of your own"),
        ("word " * 30_000, "This is longer than"),
    ],
    ids=["empty", "long"],
)
def test_what_says_nothing_or_too_much_is_answered(cast, topic, body, said):
    assert send(cast.mentor, topic, written(body)) == "refused"
    assert said in answers()[0].text
    assert bodies(topic) == []


def test_a_mail_that_is_too_large_is_answered(cast, topic, monkeypatch):
    monkeypatch.setattr("lms.mail_in.receiving.MOST", 10_000)
    assert send(cast.mentor, topic, written("word\n" * 5_000)) == "refused"
    assert "too large" in answers()[0].text


def test_a_file_that_cannot_be_kept_keeps_the_whole_mail_back(cast, topic):
    message = written("See this.", From="mentor@test.example")
    message.add_attachment(picture(), maintype="image", subtype="png", filename="good.png")
    message.add_attachment(picture()[:40], maintype="image", subtype="png", filename="bad.png")
    assert send(cast.mentor, topic, message) == "refused"
    assert "“bad.png” did not arrive." in answers()[0].text
    assert db.session.scalars(db.select(File)).all() == []


def test_of_a_mail_that_is_kept_back_no_bytes_stay(app, cast, topic):
    message = written("See this.", From="mentor@test.example")
    message.add_attachment(picture(), maintype="image", subtype="png", filename="good.png")
    message.add_attachment(picture()[:40], maintype="image", subtype="png", filename="bad.png")
    before = list(app.extensions["storage"].keys())
    assert send(cast.mentor, topic, message) == "refused"
    assert list(app.extensions["storage"].keys()) == before


def test_files_that_came_by_mail_go_and_come_back_with_their_post(cast, cohort, topic):
    message = written("See this.", From="mentor@test.example")
    message.add_attachment(picture(), maintype="image", subtype="png", filename="my #1 (plan).png")
    send(cast.mentor, topic, message)
    post = db.session.scalars(db.select(Post).filter_by(topic_id=topic.id, number=2)).one()
    address = re.search(r'src="(/files/[^"]+)"', post.html)[1]
    assert cast.trainee.get(address).status_code == 200
    actions.delete_post(post, by=cast.mentor.user)
    assert cast.trainee.get(address).status_code == 404
    actions.restore_post(post, by=cast.mentor.user)
    assert cast.trainee.get(address).status_code == 200
    other = make_cohort(by=cast.manager.user)
    move_topic(topic, space_of(other), by=cast.facilitator.user, reason="")
    assert cast.trainee.get(address).status_code == 404


def test_what_came_in_is_forgotten_when_no_server_hands_it_over_again(cast, topic):
    send(cast.mentor, topic)
    forget_received()
    assert send(cast.mentor, topic) == "repeated"
    row = db.session.scalars(db.select(ReceivedMail)).one()
    row.received_at = now() - timedelta(days=31)
    forget_received()
    assert db.session.scalars(db.select(ReceivedMail)).all() == []


@pytest.mark.parametrize("body", [b"Five\x00 \xed\xa0\x80.", b"Five \x1e and \x01 more \x02."])
def test_letters_that_no_database_keeps_are_left_out(cast, topic, body):
    data = (
        b"From: mentor@test.example\r\nMessage-ID: <1\xff@x>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + body
    )
    address = reply_address(cast.mentor.id, f"topic:{topic.id}")
    db.session.commit()
    assert receive(data, sender="mentor@test.example", recipients=[address]) == "taken"
    assert bodies(topic)[0].startswith("Five")


def test_a_mail_that_is_no_mail_is_answered_once(cast, topic):
    begin = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3_000))
    data = b"From: mentor@test.example\r\nMessage-ID: <1@x>\r\n" + begin
    address = reply_address(cast.mentor.id, f"topic:{topic.id}")
    db.session.commit()
    outcomes = [receive(data, sender="mentor@test.example", recipients=[address]) for _attempt in range(2)]
    assert outcomes == ["refused", "repeated"]
    assert "Write a new one with your words alone" in answers()[0].text


def test_a_letter_that_looks_like_another_is_no_signature(cast, topic):
    local, _at, domain = reply_address(cast.mentor.id, f"topic:{topic.id}").partition("@")
    for letter in ("\u017f", "\u212a", "\u0661"):
        assert receive(written().as_bytes(), recipients=[f"{local[:-1]}{letter}@{domain}"]) == "unknown"


def test_another_sender_is_refused_and_the_account_hears_of_it(cast, topic):
    assert send(cast.mentor, topic, From="Mentor <mentor@elsewhere.example>") == "refused"
    (answer,) = answers()
    assert answer.to_address == "mentor@test.example"
    assert "mentor@elsewhere.example" in answer.text
    assert bodies(topic) == []


def test_what_comes_back_is_for_its_writer_alone(cast, topic):
    close(cast, topic)
    send(cast.mentor, topic)
    (answer,) = answers()
    for address in ("/admin/mails", f"/admin/mails/{answer.id}"):
        page = cast.admin.get(address).text
        assert "Count to five." not in page
        assert topic.title not in page
    while sweep():
        pass
    assert answer.sent_at


def test_answers_speak_the_language_and_the_time_of_their_reader(cast, topic):
    cast.mentor.user.locale, cast.mentor.user.timezone = "nl", "Asia/Tokyo"
    slow(cast, topic)
    send(cast.mentor, topic)
    (answer,) = answers()
    assert answer.subject.startswith("Niet geplaatst: ")
    assert f"{now() + timedelta(minutes=30, hours=9):%H:}" in answer.text


def test_machines_are_never_answered(cast, topic):
    close(cast, topic)
    for number, headers in enumerate(
        ({"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"Return_Path": "<>"})
    ):
        assert send(cast.mentor, topic, Message_ID=f"<{number}@x>", **headers) == "automatic"
    address = reply_address(cast.mentor.id, f"topic:{topic.id}")
    assert receive(written().as_bytes(), sender="", recipients=[address]) == "automatic"
    assert answers() == []
    assert db.session.scalars(db.select(ReceivedMail)).all() == []


def test_our_own_answer_sent_back_is_a_machine(cast, topic):
    close(cast, topic)
    send(cast.mentor, topic)
    (answer,) = answers()
    assert answer.headers["X-Auto-Response-Suppress"] == "All"


def test_nobody_is_answered_more_than_ten_times_an_hour(cast, topic):
    close(cast, topic)
    for number in range(13):
        send(cast.mentor, topic, Message_ID=f"<{number}@x>")
    assert len(answers()) == 10


def test_a_closed_account_is_not_known(cast, topic):
    deactivate_user(cast.mentor.user)
    assert send(cast.mentor, topic) == "unknown"
    assert answers() == []


def test_an_address_is_one_persons_for_one_topic(cast, topic):
    address = reply_address(cast.mentor.id, f"topic:{topic.id}")
    assert read_address(address.upper().replace("IN.TEST.EXAMPLE", "in.test.example")) == (
        cast.mentor.id,
        "topic",
        topic.id,
    )
    local, _at, domain = address.partition("@")
    kind, number, person, signature = local.removeprefix("reply+").split(".")
    for forged in (
        f"reply+{kind}.{int(number) + 1}.{person}.{signature}@{domain}",
        f"reply+{kind}.{number}.{cast.trainee.id}.{signature}@{domain}",
        f"reply+{kind}.{number}.{person}.{signature[::-1]}@{domain}",
        f"reply+user.{number}.{person}.{signature}@{domain}",
        f"{local}@elsewhere.example",
        "postmaster@in.test.example",
    ):
        assert read_address(forged) is None
        assert receive(written().as_bytes(), recipients=[forged]) == "unknown"


def test_without_a_domain_no_mail_offers_it(app, cast, topic):
    app.config["MAIL_REPLY_DOMAIN"] = ""
    make_reply(topic)
    (mail,) = [mail for mail in mails_sent() if mail.user_id == cast.trainee.id]
    assert "Reply-To" not in mail.headers
    assert "reply to this mail" not in mail.text


def test_the_pipe_takes_a_mail_and_names_what_became_of_it(app, cast, topic):
    run = app.test_cli_runner().invoke
    address = reply_address(cast.mentor.id, f"topic:{topic.id}")
    db.session.commit()
    result = run(receive_mail, ["--sender", "mentor@test.example", address], input=written().as_bytes())
    assert (result.exit_code, result.output) == (0, "taken\n")
    assert run(receive_mail, ["x@in.test.example"], input=written().as_bytes()).exit_code == 67
    by_header = run(receive_mail, [], input=written("Or ten.", To=address, Message_ID="<9@x>").as_bytes())
    assert by_header.output == "taken\n"
    db.session.expire_all()
    assert bodies(topic) == ["Count to five.", "Or ten."]


def test_a_reply_to_a_merged_conversation_goes_where_it_went_on(cast, cohort, topic):
    into = make_question(cohort, title="Another one")
    db.session.execute(db.update(Topic).where(Topic.id == topic.id).values(merged_into_id=into.id, deleted_at=now()))
    db.session.expire_all()
    assert send(cast.mentor, topic) == "taken"
    assert bodies(into) == ["Count to five."]
