"""People write to each other without seeing an address; nobody else reads it, and each decides who reaches them."""

from email.message import EmailMessage

import pytest

from lms.database import db
from lms.mail_in.addresses import reply_address
from lms.mail_in.receiving import receive
from lms.people.actions import deactivate_user
from lms.people.blocks.actions import block
from lms.people.messages import limits
from lms.people.messages.actions import write_to
from lms.people.messages.models import Correspondence, Message
from tests.cast import text_of
from tests.factories.people import heard, mails_sent
from tests.statements import counted_statements


def write(sender, reader, body="May I ask you something?"):
    return sender.post(f"/people/{reader.id}/messages", {"body": body})


def page(viewer, other) -> str:
    return text_of(viewer.get(f"/people/{other.id}/messages"))


@pytest.fixture
def replies_by_mail(app):
    former = app.config["MAIL_REPLY_DOMAIN"]
    app.config["MAIL_REPLY_DOMAIN"] = "in.test.example"
    yield
    app.config["MAIL_REPLY_DOMAIN"] = former


def mail_back(sender, body="Ask away.", files=()) -> str:
    """The answer to the mail somebody got comes in at the secret address in it."""
    db.session.commit()
    correspondence = db.session.scalars(db.select(Correspondence)).one()
    message = EmailMessage()
    message["From"], message["Message-ID"] = sender.user.email, "<1@test.example>"
    message.set_content(body)
    for name in files:
        message.add_attachment(b"x", maintype="text", subtype="plain", filename=name)
    address = reply_address(sender.id, correspondence.thread)
    return receive(message.as_bytes(), sender=sender.user.email, recipients=[address])


def test_words_to_begin_with_stand_in_the_field_and_go_nowhere(cast):
    form = cast.outsider.get(f"/people/{cast.mentor.id}/messages?body=What are you <working> on?")
    assert "What are you &lt;working&gt; on?" in form.text
    long = cast.outsider.get(f"/people/{cast.mentor.id}/messages?body={'a' * 3000}")
    assert "a" * 2000 in long.text
    assert "a" * 2001 not in long.text
    assert heard(cast.mentor) == []


def test_a_message_arrives_by_inbox_and_mail_and_is_answered(cast):
    assert write(cast.outsider, cast.mentor).status_code == 303
    assert heard(cast.mentor) == ["written"]
    assert "May I ask you something?" in text_of(cast.mentor.get("/inbox"))
    assert "May I ask you something?" in page(cast.mentor, cast.outsider)
    mails_sent()
    write(cast.mentor, cast.outsider, "Ask away.")
    assert "Ask away." in page(cast.outsider, cast.mentor)
    assert "Mentor" in text_of(cast.outsider.get("/messages"))
    mails = mails_sent()
    assert [mail.subject for mail in mails] == ["Outsider wrote to you", "Mentor wrote to you"]
    assert "May I ask you something?" in mails[0].text


def test_nobody_sees_an_address(cast):
    write(cast.outsider, cast.mentor)
    mails_sent()
    write(cast.mentor, cast.outsider, "Ask away.")
    for mail, other in zip(mails_sent(), ("outsider", "mentor"), strict=True):
        assert f"{other}@" not in mail.text + mail.html + str(mail.headers)
    assert "mentor@" not in cast.outsider.get(f"/people/{cast.mentor.id}/messages").text
    assert "mentor@" not in cast.outsider.get("/messages").text


def test_nobody_else_reads_it(cast):
    write(cast.outsider, cast.mentor, "Between us heronword")
    for person in (cast.trainee, cast.facilitator, cast.admin):
        for address in (f"/people/{cast.mentor.id}/messages", f"/people/{cast.outsider.id}/messages", "/messages"):
            assert "heronword" not in person.get(address).text
        assert "Between us" not in person.get("/search?q=heronword").text


def test_what_is_wrong_is_said_and_nothing_is_lost(cast):
    assert write(cast.outsider, cast.mentor, " ").status_code == 422
    long = write(cast.outsider, cast.mentor, "x" * 2001)
    assert long.status_code == 422
    assert "x" * 2001 in long.text
    assert write(cast.outsider, cast.outsider).status_code == 403
    assert cast.outsider.get(f"/people/{cast.outsider.id}/messages").status_code == 403
    assert cast.outsider.get("/people/999999/messages").status_code == 404
    assert cast.guest.get("/messages").location.startswith("/sign-in")


def test_pressed_twice_is_sent_once(cast):
    for _ in range(2):
        cast.outsider.post(f"/people/{cast.mentor.id}/messages", {"body": "Once.", "form_key": "one-key"})
    assert len(db.session.scalars(db.select(Message)).all()) == 1


def test_who_takes_no_messages_can_still_be_answered(cast):
    assert cast.mentor.post("/account/contact", {}).status_code == 303
    assert "Write a message" not in text_of(cast.outsider.get(f"/people/{cast.mentor.id}"))
    assert "Mentor takes no messages at the moment." in page(cast.outsider, cast.mentor)
    assert write(cast.outsider, cast.mentor).status_code == 403
    write(cast.mentor, cast.outsider, "I have a question.")
    assert write(cast.outsider, cast.mentor, "Ask away.").status_code == 303
    assert write(cast.outsider, cast.mentor, "And more.").status_code == 403
    cast.mentor.post("/account/contact", {"can_be_contacted": "y"})
    assert write(cast.outsider, cast.mentor, "And more.").status_code == 303


def test_what_a_blocked_person_writes_reaches_nobody_and_they_are_not_told(cast):
    block(cast.mentor.user, cast.outsider.id)
    response = write(cast.outsider, cast.mentor, "Hear me heronword")
    assert response.status_code == write(cast.trainee, cast.mentor).status_code == 303
    assert "heronword" in page(cast.outsider, cast.mentor)
    assert heard(cast.mentor) == ["written"]  # of the trainee
    assert [mail.subject for mail in mails_sent()] == ["Trainee wrote to you"]
    assert "heronword" not in page(cast.mentor, cast.outsider)
    assert "Outsider" not in text_of(cast.mentor.get("/messages"))
    assert "You blocked Outsider." in page(cast.mentor, cast.outsider)
    assert write(cast.mentor, cast.outsider).status_code == 403
    cast.mentor.post(f"/people/{cast.outsider.id}/block/end")
    assert "heronword" not in page(cast.mentor, cast.outsider)
    write(cast.outsider, cast.mentor, "Once more.")
    assert "Once more." in page(cast.mentor, cast.outsider)
    assert "heronword" not in page(cast.mentor, cast.outsider)


def test_a_block_keeps_the_mail_that_was_on_its_way(cast):
    write(cast.outsider, cast.mentor)
    block(cast.mentor.user, cast.outsider.id)
    assert mails_sent() == []


def test_what_was_written_stays_readable_when_an_account_is_closed(cast):
    write(cast.outsider, cast.mentor, "Keep this.")
    deactivate_user(cast.outsider.user)
    assert "Keep this." in page(cast.mentor, cast.outsider)
    assert "Outsider takes no messages" in page(cast.mentor, cast.outsider)
    assert write(cast.mentor, cast.outsider).status_code == 403
    assert cast.trainee.get(f"/people/{cast.outsider.id}/messages").status_code == 404


def test_too_much_waits_and_answers_cost_nothing(cast, monkeypatch):
    spent = limits.APPROACHES.rule.amount
    for _ in range(spent):
        limits.APPROACHES.spend(str(cast.outsider.id))
    response = write(cast.outsider, cast.mentor, "Too much.")
    assert response.status_code == 429
    assert "Too much." in response.text
    write(cast.mentor, cast.outsider, "A question.")
    assert write(cast.outsider, cast.mentor, "An answer.").status_code == 303


def test_a_mail_back_is_a_message_back(cast, replies_by_mail):
    write(cast.outsider, cast.mentor)
    mail = mails_sent()[-1]
    assert mail.headers["Reply-To"].startswith("reply+messages.")
    assert mail_back(cast.mentor) == "taken"
    assert "Ask away." in page(cast.outsider, cast.mentor)
    assert heard(cast.outsider) == ["written"]
    assert "mentor@" not in mails_sent()[-1].text


def test_a_mail_back_that_cannot_be_passed_on_says_why(cast, replies_by_mail):
    write(cast.outsider, cast.mentor)
    assert mail_back(cast.mentor, files=["a.txt"]) == "refused"
    assert any("A message holds words alone." in mail.text for mail in mails_sent())


def test_a_mail_to_who_takes_no_messages_is_refused(cast, replies_by_mail):
    write(cast.outsider, cast.mentor)
    write(cast.mentor, cast.outsider, "Yes?")
    cast.outsider.post("/account/contact", {})
    assert mail_back(cast.mentor) == "refused"
    assert heard(cast.outsider) == ["written"]


def test_long_correspondences_come_in_pages_at_the_same_cost(cast):
    def cost(address):
        with counted_statements() as count:
            assert cast.trainee.get(address).status_code == 200
        return count()

    one, addresses = cast.mentor, (f"/people/{cast.mentor.id}/messages", "/messages")
    write_to(one.id, author=cast.trainee.user, body="First.")
    few = [cost(address) for address in addresses for _ in range(2)][1::2]
    for number in range(35):
        write_to(cast.trainee.id, author=one.user, body=f"Word {number}")
    assert [cost(address) for address in addresses] == few
    latest = cast.trainee.get(addresses[0]).text
    assert "Word 34" in latest
    assert "First." not in latest
    earlier = latest.split('rel="prev"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert "First." in cast.trainee.get(earlier).text
