"""Mail leaves once, to one person, over a connection that is who it says it is; nothing is lost when a process dies."""

import email
import email.policy
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from lms.access import ACADEMY
from lms.database import db
from lms.jobs import OutboxJob, sweep
from lms.mail import Mail, one_line, send_letter, send_mail
from tests.factories.people import make_group
from tests.mail_server import certificate, mail_server
from tests.vectors import vectors

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def over_smtp(app):
    """Sets MAIL_URL for one test."""
    former = app.config["MAIL_URL"]
    yield lambda url: app.config.update(MAIL_URL=url)
    app.config["MAIL_URL"] = former


@pytest.fixture
def trusted(monkeypatch, tmp_path):
    """(TLS context of a server, its certificate is trusted in this test)."""
    context, path = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", path)
    return context


def write(**changes) -> Mail:
    mail = send_mail(**{"to": "tess@test.example", "subject": "Hello", "text": "Words é\n", **changes})
    db.session.commit()
    return mail


def try_again():
    """Do what waits, also what failed a moment ago."""
    db.session.execute(db.update(OutboxJob).values(due_at=OutboxJob.created_at))
    db.session.commit()
    sweep()
    db.session.expire_all()


def last_error() -> str:
    return db.session.scalar(db.select(OutboxJob.last_error).order_by(OutboxJob.id.desc()).limit(1))


class TestOnTheWire:
    def test_a_mail_arrives_whole(self, over_smtp):
        with mail_server() as (postbox, port):
            over_smtp(f"smtp://127.0.0.1:{port}")
            mail = write(
                subject="Één vraag – “hoe?”", html="<p>Words é</p>", headers={"List-Unsubscribe": "<http://x/>"}
            )
            try_again()
        message = email.message_from_bytes(postbox.messages[0], policy=email.policy.default)
        assert postbox.recipients == [["tess@test.example"]]
        assert message["Subject"] == "Één vraag – “hoe?”"
        assert message["To"] == "tess@test.example"
        assert message["Message-ID"] == mail.message_id
        assert message["List-Unsubscribe"] == "<http://x/>"
        assert message["Auto-Submitted"] == "auto-generated"
        assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
        assert message.get_body(("plain",)).get_content().split() == ["Words", "é"]
        assert mail.sent_at

    def test_it_is_sent_once_however_often_the_worker_looks(self, over_smtp):
        with mail_server() as (postbox, port):
            over_smtp(f"smtp://127.0.0.1:{port}")
            write()
            for _attempt in range(3):
                try_again()
            db.session.execute(db.update(OutboxJob).values(done_at=None, claimed_until=None))
            try_again()
        assert len(postbox.messages) == 1

    def test_it_waits_while_the_server_is_away(self, over_smtp):
        with mail_server() as (_postbox, port):
            pass
        over_smtp(f"smtp://127.0.0.1:{port}")
        mail = write()
        try_again()
        assert mail.sent_at is None
        assert "ConnectionRefusedError" in last_error()
        with mail_server(port=port) as (postbox, _port):
            try_again()
        assert len(postbox.messages) == 1
        assert mail.sent_at

    def test_it_waits_when_the_server_says_later(self, over_smtp):
        with mail_server() as (postbox, port):
            over_smtp(f"smtp://127.0.0.1:{port}")
            postbox.answer = "451 later"
            mail = write()
            try_again()
            assert mail.sent_at is None
            postbox.answer = "250 kept"
            try_again()
        assert len(postbox.messages) == 1

    def test_a_slow_server_keeps_nobody_from_writing(self, over_smtp, app):
        wrote = threading.Event()

        def write_meanwhile():
            with app.app_context():
                db.session.add(Mail(to_address="b@test.example", subject="S", text="T", message_id="<b@test>"))
                db.session.commit()
            wrote.set()

        def be_slow():
            writer = threading.Thread(target=write_meanwhile)
            writer.start()
            writer.join(10)
            assert wrote.is_set()

        with mail_server() as (postbox, port):
            over_smtp(f"smtp://127.0.0.1:{port}")
            postbox.before_answering = be_slow
            write()
            try_again()
        assert wrote.is_set()
        assert len(postbox.messages) == 1

    def test_without_a_server_administrators_read_it(self, app):
        mail = write(secret="s3cret", text="Open /invitations/s3cret")
        try_again()
        assert mail.sent_at
        assert "s3cret" in mail.text

    def test_a_link_that_opens_something_is_forgotten_once_sent(self, over_smtp):
        with mail_server() as (postbox, port):
            over_smtp(f"smtp://127.0.0.1:{port}")
            mail = write(
                secret="s3cret", text="Open /invitations/s3cret", html="<a href='/invitations/s3cret'>Open</a>"
            )
            try_again()
        assert b"s3cret" in postbox.messages[0]
        assert "s3cret" not in mail.text + mail.html + mail.secret

    def test_who_may_not_read_the_words_any_more_gets_none(self, over_smtp, cast):
        with mail_server() as (postbox, port):
            over_smtp(f"smtp://127.0.0.1:{port}")
            write(user_id=cast.trainee.id, audience_id=ACADEMY)
            withheld = write(user_id=cast.alumna.id, audience_id=make_group(cast.trainee))
            try_again()
        assert len(postbox.messages) == 1
        assert withheld.withheld_at
        assert not withheld.sent_at


class TestTls:
    def test_a_trusted_server_is_spoken_to_in_secret(self, over_smtp, trusted):
        with mail_server(tls=trusted) as (postbox, port):
            over_smtp(f"smtp://127.0.0.1:{port}?tls=required")
            write()
            try_again()
        assert len(postbox.messages) == 1, last_error()

    def test_a_password_is_given_only_in_secret(self, over_smtp, trusted):
        with mail_server(tls=trusted, password="p@ss/word") as (postbox, port):
            over_smtp(f"smtp://academy:p%40ss%2Fword@127.0.0.1:{port}")
            write()
            try_again()
        assert len(postbox.messages) == 1, last_error()

    def test_a_server_nobody_vouches_for_gets_nothing(self, over_smtp, tmp_path):
        context, _path = certificate(tmp_path)
        with mail_server(tls=context) as (postbox, port):
            over_smtp(f"smtp://127.0.0.1:{port}")
            mail = write()
            try_again()
        assert postbox.messages == []
        assert mail.sent_at is None
        assert "CERTIFICATE_VERIFY_FAILED" in last_error()

    def test_a_certificate_of_another_host_is_refused(self, over_smtp, tmp_path, monkeypatch):
        context, path = certificate(tmp_path, host="mail.elsewhere.example")
        monkeypatch.setenv("SSL_CERT_FILE", path)
        with mail_server(tls=context) as (postbox, port):
            over_smtp(f"smtp://127.0.0.1:{port}")
            write()
            try_again()
        assert postbox.messages == []
        assert "CERTIFICATE_VERIFY_FAILED" in last_error()

    def test_where_secrecy_is_required_nothing_goes_in_the_clear(self, over_smtp):
        with mail_server() as (postbox, port):
            over_smtp(f"smtp://127.0.0.1:{port}?tls=required")
            write()
            try_again()
        assert postbox.messages == []


class TestHeaders:
    HOSTILE = (
        "Hello\r\nBcc: x@evil.example",
        "Hello\nContent-Type: text/html\n\n<h1>x</h1>",
        "Hello\x0bBcc: x@evil.example",
        "Hello\x85Bcc: x@evil.example",
        "Hello\u2028Bcc: x@evil.example",
        "Hello\x00\x1b[31m",
    )

    def test_no_subject_adds_a_header(self, over_smtp):
        hostile = [*self.HOSTILE, *vectors("crlf/own_email_header.jsonl", "crlf/payloadsallthethings.jsonl")]
        with mail_server() as (postbox, port):
            over_smtp(f"smtp://127.0.0.1:{port}")
            for words in hostile:
                send_mail(to="tess@test.example", subject=words, text=words, html=f"<p>{words}</p>")
            db.session.commit()
            try_again()
        assert len(postbox.messages) == len(hostile)
        for content, recipients in zip(postbox.messages, postbox.recipients, strict=True):
            message = email.message_from_bytes(content, policy=email.policy.default)
            assert recipients == ["tess@test.example"]
            assert {name.lower() for name in message} == {
                "from", "to", "subject", "message-id", "date", "auto-submitted", "mime-version", "content-type",
            }  # fmt: skip

    @pytest.mark.parametrize(
        "address",
        [
            "tess@test.example\r\nBcc: x@evil.example",
            "tess@test.example,x@evil.example",
            "tess@test.example;x@evil.example",
            "tess@test.example x@evil.example",
            "Tess <tess@test.example>",
            "tess(comment)@test.example",
            "tess@test.example\x00@evil.example",
            "tess",
            "",
        ],
    )
    def test_a_mail_goes_to_one_plain_address(self, app, address):
        with pytest.raises(ValueError, match="one address"):
            send_mail(to=address, subject="S", text="T")

    def test_other_headers_are_not_ours(self, app):
        with pytest.raises(ValueError, match="header"):
            send_mail(to="tess@test.example", subject="S", text="T", headers={"Bcc": "x@evil.example"})

    def test_one_line_keeps_words_apart(self):
        assert one_line(" a\r\nb\tc\u2029d  e ") == "a b c d e"


def test_a_letter_is_written_twice_in_text_and_in_html(app):
    letter = send_letter(
        "password_reset", to="tess@test.example", subject="Choose", name="Tess & co", path="/password/reset/x"
    )
    assert "Hello Tess & co," in letter.text
    assert "Hello Tess &amp; co," in letter.html
    assert "http://127.0.0.1:8000/password/reset/x" in letter.text
    assert "\n\n\n" not in letter.text


DIES_AFTER_THE_COMMIT = """
import os
from app import create_app
from lms.database import db
from lms.mail import send_mail

app = create_app()
with app.app_context():
    app.extensions["do_job"] = lambda job_id: os._exit(9)  # the very moment of the hand-over
    send_mail(to="tess@test.example", subject="Before I died", text="Words")
    db.session.commit()
"""


def test_nothing_is_lost_or_sent_twice_when_the_process_dies_between_commit_and_hand_over(app, over_smtp):
    db.session.remove()
    environment = {
        **os.environ,
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "INSTANCE_PATH": str(app.config["INSTANCE"]),
        "PYTHONPATH": str(ROOT),
    }
    died = subprocess.run([sys.executable, "-c", DIES_AFTER_THE_COMMIT], cwd=ROOT, env=environment, check=False)
    assert died.returncode == 9
    assert app.extensions["huey"].pending_count() == 0
    with mail_server() as (postbox, port):
        over_smtp(f"smtp://127.0.0.1:{port}")
        assert sweep() == 1
        assert sweep() == 0
    assert len(postbox.messages) == 1
    assert b"Before I died" in postbox.messages[0]


DIES_BEFORE_THE_COMMIT = DIES_AFTER_THE_COMMIT.replace("    db.session.commit()\n", "    os._exit(9)\n")


def test_what_was_never_committed_is_never_sent(app):
    db.session.remove()
    environment = {
        **os.environ,
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "INSTANCE_PATH": str(app.config["INSTANCE"]),
        "PYTHONPATH": str(ROOT),
    }
    died = subprocess.run([sys.executable, "-c", DIES_BEFORE_THE_COMMIT], cwd=ROOT, env=environment, check=False)
    assert died.returncode == 9
    assert db.session.scalar(db.select(db.func.count(Mail.id))) == 0
