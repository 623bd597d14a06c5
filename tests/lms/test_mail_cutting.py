"""What somebody wrote themselves is found in the replies of the usual mail programs, and nothing of what they quoted."""

import contextlib
import email.policy
import time
from email.message import EmailMessage

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms.mail_in.automatic import is_automatic
from lms.mail_in.cutting import cut
from lms.mail_in.html import text_of
from lms.mail_in.reading import Unreadable, envelope_of, parse, read_mail
from tests.lms.mail_formats import FORMATS, QUOTED, SIGNED


def mail(kind: str, body: str, **headers) -> EmailMessage:
    """A mail with such a body, as it comes over the wire."""
    message = EmailMessage()
    message["From"], message["Message-ID"] = "Naomi <naomi@test.example>", "<1@test.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body, subtype="html" if kind == "html" else "plain", charset="utf-8", cte="quoted-printable")
    if kind == "flowed":
        message.set_param("format", "flowed")
    return message


def text_in(message: EmailMessage) -> str:
    data = message.as_bytes(policy=email.policy.SMTP)
    return read_mail(parse(data), data).text


@pytest.mark.parametrize("name", FORMATS)
def test_own_words_are_found(name):
    kind, body, written = FORMATS[name]
    found = text_in(mail(kind, body))
    assert found == written
    assert QUOTED not in found
    assert SIGNED not in found


WORDS = st.lists(
    st.sampled_from(["vijf", "tel", "tot", "silence", "ademhaling", "é", "10:12", "(ja)"]), min_size=1, max_size=12
)
PARAGRAPHS = st.lists(WORDS.map(" ".join), min_size=1, max_size=5).map("\n\n".join)
BELOW = [
    body.partition("vijf.")[2] or body.partition("five.")[2] for kind, body, _w in FORMATS.values() if kind == "plain"
]


@given(
    PARAGRAPHS,
    st.sampled_from([below for below in BELOW if QUOTED in below and "\n\n" in below and "\nI count" not in below]),
)
def test_whatever_is_written_above_a_quote_is_kept_whole(own, below):
    assert cut(own + "\n" + below) == own


@given(st.text(max_size=400))
@example("On 1:00 wrote:\n>\n")
@example("> \n\nVan: x\nAan: y\nOnderwerp: z")
def test_nothing_breaks_it(text):
    assert len(cut(text)) <= len(text) + text.count("\n") * 2 + 8
    text_of(text)
    text_of(f"<div><blockquote>{text}</div><p>{text}")


def test_long_and_odd_mails_are_cut_quickly():
    cut("Op " + "schreef " * 20_000)
    cut("> " * 50_000)
    cut("Op 2026\n" * 20_000)
    text_of("<b>" * 20_000)
    text_of("<blockquote>" * 5_000 + "x")


SLOW = {
    "spaces after a header": "From" + " " * 100_000 + "x",
    "spaces after a greeting": "cheers" + " " * 100_000 + "!!",
    "greetings": "Groet\n" * 60_000,
    "short lines": "a\n" * 200_000,
    "blank lines below greetings": "Groet\n\n\n\n" * 40_000,
    "brackets": "[" * 200_000,
    "pictures": "[cid:" * 60_000,
    "who wrote": ("op maandag heeft " + "heeft " * 60 + "x:\n") * 400,
    "who wrote, nearly": ("op " + "schreef " * 45 + "x\n") * 400,
    "divider": "_" * 200_000 + "x",
    "marks": "> * _" * 40_000 + "x",
}
SLOW_HTML = {
    "blanks in bold": "<b>" + "\xa0" * 100_000,
    "bold": "<b>" * 40_000,
    "ends of nothing": "<div>" * 50_000 + "</p>" * 50_000,
    "ends of something": "<p>" + "<div>" * 40_000 + "</div>" * 40_000,
    "quotes in quotes": "<blockquote>" * 10_000 + "x<br>" * 20_000,
    "lists in lists": "<ul>" * 10_000 + "<li>x</li>" * 10_000,
    "links": "<a href='https://x.example'>" * 10_000,
    "half a tag": "<a " * 100_000,
    "a tag in a tag": "<a " * 100_000 + ">",
    "comments": "<!--" * 100_000 + ">",
    "half a comment": "<!-" * 100_000,
    "attributes": "<a b" * 100_000,
    "attributes that end": "<a b" * 100_000 + ">",
    "quoted": "<a b='" * 60_000 + ">",
    "blanks before the end": "x" + "\xa0" * 200_000 + "x",
}


@pytest.mark.parametrize("name", [*SLOW, *SLOW_HTML])
def test_no_mail_takes_longer_to_read_than_it_is_long(name):
    body = SLOW.get(name) or SLOW_HTML[name]
    data = mail("html" if name in SLOW_HTML else "plain", body).as_bytes(policy=email.policy.SMTP)
    began = time.process_time()
    found = read_mail(parse(data), data)
    assert time.process_time() - began < 10  # what grows with the square of its length takes minutes
    assert len(found.text) < 3_000_000


@pytest.mark.parametrize(
    "charset",
    ["idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7", "utf-16", "rot13", "zlib"],
)
def test_no_charset_makes_words_that_cannot_be_kept(charset):
    body = rb"Een \ud800 \x00 xn--\xff +2AA- word" + b"\x00\xff" + b"-abc" * 20_000
    data = b"From: n@test.example\r\nContent-Type: text/plain; charset=%s\r\n\r\n" % charset.encode() + body
    began = time.process_time()
    text = read_mail(parse(data), data).text
    assert time.process_time() - began < 3
    text.encode()
    assert "\x00" not in text


@pytest.mark.parametrize("body", ["<![", "<!-- Words.", "<?", "Words. <a href='x", "<b>Words."])
def test_marks_that_never_end_break_nothing(body):
    message = mail("html", body)
    data = message.as_bytes()
    with contextlib.suppress(Unreadable):
        assert read_mail(parse(data), data).text in ("", "Words.")


def nested(depth: int) -> bytes:
    begin = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
    return b"From: n@test.example\r\n" + begin + b"Content-Type: text/plain\r\n\r\nWords."


def parts(number: int) -> bytes:
    return (
        b"From: n@test.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + b"--b\r\n\r\nx\r\n" * number
        + b"--b--\r\n"
    )


@pytest.mark.parametrize(
    "data", [nested(200), nested(5_000), parts(300_000)], ids=["200 deep", "5,000 deep", "300,000"]
)
def test_a_mail_of_very_many_parts_breaks_nothing(data):
    began = time.process_time()
    message = parse(data)
    assert envelope_of(message, data).sender == "n@test.example"
    with contextlib.suppress(Unreadable):
        read_mail(message, data)
    assert time.process_time() - began < 5


HEADERS = [
    b"Content-Type", b"Content-Disposition", b"Content-Transfer-Encoding", b"From", b"To", b"Subject", b"Message-ID",
    b"Content-ID", b"Auto-Submitted", b"Return-Path", b"Precedence", b"Delivered-To", b"MIME-Version", b"Date",
]  # fmt: skip
ODD = [
    b"", b";", b"=", b"\"", b"'", b"*", b"<", b">", b"@", b",", b"(", b")", b"[", b"]", b"\\", b"\xff", b"\x00", b"\x1b",
    b"=?utf-8?q?=ff?=", b"=?utf-8?b?!!?=", b"=?x?z?y?=", b"filename*0*=", b"filename*=utf-8''%ff", b"name*1=x", b"boundary=",
    b"charset*=x'y'z", b"charset=\"\xff\"", b"multipart/mixed", b"text/html", b"attachment", b"message/rfc822", b"/",
    b"base64", b"x-uuencode", b"a@b", b"<a@b>", b":", b"\r\n ", b"\xe2\x80\xae", b"x" * 300,
]  # fmt: skip


@settings(max_examples=300)
@given(
    st.lists(st.tuples(st.sampled_from(HEADERS), st.lists(st.sampled_from(ODD), max_size=6)), max_size=6),
    st.binary(max_size=200),
)
def test_no_header_breaks_it(headers, body):
    data = b"".join(b"%s: %s\r\n" % (name, b"".join(values)) for name, values in headers) + b"\r\n" + body
    message = parse(data)
    outside = envelope_of(message, data)
    is_automatic(message, None)
    with contextlib.suppress(Unreadable):
        read_mail(message, data).text.encode()
    assert isinstance(outside.message_id, str)


def test_an_unknown_charset_and_broken_headers_are_read():
    data = (
        b"From: Naomi <naomi@test.example>\r\nTo: \x80\xff, =?utf-8?q?broken\r\nSubject: =?x-none?q?=ff?=\r\nDate: nonsense\r\n"
        b"Content-Type: text/plain; charset=no-such-charset\r\n\r\nEen caf\xe9.\r\n"
    )
    found = read_mail(parse(data), data)
    assert (found.sender, found.text) == ("naomi@test.example", "Een café.")


def test_a_picture_in_the_words_is_kept_and_the_one_of_the_signature_is_not():
    message = mail(
        "html",
        '<p>See <img src="cid:one" alt="x"></p><div class="gmail_signature"><img src="cid:two"></div><img src="https://track.example/p">',
    )
    for cid in ("one", "two"):
        message.add_related(b"\x89PNG", "image", "png", cid=f"<{cid}>", filename=f"{cid}.png")
    message.add_attachment(b"words", maintype="text", subtype="csv", filename="three.csv")
    data = message.as_bytes()
    found = read_mail(parse(data), data)
    assert [attachment.name for attachment in found.attachments] == ["one.png", "three.csv"]
    assert found.text == "See"


def test_words_around_a_picture_are_all_read():
    message = mail("plain", "Before.")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="one.png", disposition="inline")
    message.add_attachment("After.", disposition="inline")
    assert text_in(message) == "Before.\n\nAfter."


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; x=y"},
        {"Precedence": "bulk"},
        {"Precedence": "auto_reply"},
        {"X_Auto_Response_Suppress": "All"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
        {"List_Id": "<list.example>"},
        {"Subject": "Automatisch antwoord: Stilte"},
        {"Subject": "Automatic reply: Silence"},
        {"Subject": "Afwezigheidsbericht: vakantie"},
    ],
    ids=str,
)
def test_what_a_machine_sent_is_recognised(headers):
    assert is_automatic(mail("plain", "I am away.", **headers), "naomi@test.example")


@pytest.mark.parametrize("sender", ["", "<>", "MAILER-DAEMON@mx.example", "noreply@shop.example"])
def test_senders_nobody_answers_are_recognised(sender):
    assert is_automatic(mail("plain", "Undelivered."), sender)


def test_people_are_no_machines():
    for headers in ({}, {"Auto_Submitted": "no"}, {"Subject": "Re: Ik was afwezig"}, {"Precedence": "normal"}):
        assert not is_automatic(mail("plain", "Hello", **headers), "naomi@test.example")
        assert not is_automatic(mail("plain", "Hello", **headers), None)
