"""A mail as it came over the wire, read: who sent it, what they wrote themselves, and what they attached."""

import codecs
import email
import email.policy
import hashlib
import re
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parseaddr

from lms.mail import UNPRINTABLE
from lms.mail_in.cutting import cut
from lms.mail_in.html import text_of

NO_CONTENT = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/ms-tnef", "text/calendar"}
)
CID = re.compile(r"cid:([^\s\"'>)\]]+)", re.I)
PICTURE = re.compile(r"!?\[[^\[\]\n]*+\]\(cid:[^()\s]*+\)|\[cid:[^\[\]\n]*+\]|\[image: [^\[\]\n]*+\]", re.I)
# What mail programs never write in, and what takes very long to read.
NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
MOST_PARTS = 1_000
LONGEST = 500_000  # characters of text in one mail, with all that it quotes
# What Python says about broken headers and marks.
BROKEN = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)


class Unreadable(Exception):
    """The mail is no mail, or longer than anybody writes."""


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    data: bytes
    is_image: bool
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """`text` is what the sender wrote, as Markdown, without what they quoted and signed."""

    sender: str
    recipients: list[str]
    message_id: str
    text: str = ""
    attachments: list[Attachment] = field(default_factory=list)


def parse(data: bytes) -> EmailMessage:
    """The mail; of one that is put together of too many parts to be read, only what stands on its outside."""
    try:
        if data.count(b"\n--") <= 2 * MOST_PARTS:
            return email.message_from_bytes(data, policy=email.policy.default)
    except RecursionError:
        pass
    return parse_outside(data)


def parse_outside(data: bytes) -> EmailMessage:
    """The headers alone."""
    return BytesHeaderParser(policy=email.policy.default).parsebytes(data)


def envelope_of(message: EmailMessage, data: bytes) -> Incoming:
    """What stands on the outside of a mail."""
    names = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
    headers = [value for name in names for value in headers_of(message, name)]
    return Incoming(
        sender=parseaddr(next(iter(headers_of(message, "From")), ""))[1].lower(),
        recipients=[address for _name, address in getaddresses(headers) if address],
        message_id=next(iter(headers_of(message, "Message-ID")), "").strip() or hashlib.sha256(data).hexdigest(),
    )


def read_mail(message: EmailMessage, data: bytes) -> Incoming:
    """The whole mail; Unreadable when that cannot be done. Pictures of a signature or of what is quoted are left out."""
    try:
        return _read(message, data)
    except BROKEN as error:
        raise Unreadable from error


def headers_of(message: EmailMessage, name: str) -> list[str]:
    """The values of a header as text; one that cannot be read at all says nothing."""
    try:
        return [str(value) for value in message.get_all(name, [])]
    except BROKEN:
        return []


def _read(message: EmailMessage, data: bytes) -> Incoming:
    if message.get_content_maintype() == "multipart" and not message.is_multipart():
        raise Unreadable
    plain, html, attachments = [], [], []
    _collect(message, plain, html, attachments)
    if sum(map(len, (*plain, *html))) > LONGEST:
        raise Unreadable
    shown = {cid.strip() for text in html for cid in CID.findall(text)}
    is_written_in_html = html and (not "".join(plain).strip() or shown & {a.content_id for a in attachments})
    text = cut("\n\n".join(text_of(part) for part in html) if is_written_in_html else "\n\n".join(plain))
    kept = {cid.strip() for cid in CID.findall(text)}
    outside = envelope_of(message, data)
    return Incoming(
        outside.sender,
        outside.recipients,
        outside.message_id,
        re.sub(r"\n{3,}", "\n\n", PICTURE.sub("", text)).strip(),
        [a for a in attachments if not a.content_id or a.content_id not in shown or a.content_id in kept],
    )


def _collect(part: EmailMessage, plain: list[str], html: list[str], attachments: list[Attachment]) -> None:
    kind = part.get_content_type()
    if part.is_multipart() and not kind.startswith("message/"):
        for other in part.iter_parts():
            _collect(other, plain, html, attachments)
    elif (
        kind in ("text/plain", "text/html")
        and part.get_content_disposition() != "attachment"
        and not part.get_filename()
    ):
        text = _text(part)
        (html if kind == "text/html" else plain).append(_unflowed(part, text) if kind == "text/plain" else text)
    elif kind not in NO_CONTENT and not kind.startswith("message/"):
        data = part.get_payload(decode=True) or b""
        name = part.get_filename() or f"file.{part.get_content_subtype()}"
        content_id = str(part.get("Content-ID") or "").strip().strip("<>")
        if data:
            attachments.append(Attachment(name, data, part.get_content_maintype() == "image", content_id))


def _text(part: EmailMessage) -> str:
    data, charset = part.get_payload(decode=True) or b"", part.get_content_charset() or "utf-8"
    return UNPRINTABLE.sub("", _decoded(data, charset)).replace("\r\n", "\n")


def _decoded(data: bytes, charset: str) -> str:
    for attempt in (charset, "utf-8"):
        try:
            if codecs.lookup(attempt).name not in NO_CHARSETS:
                return data.decode(attempt)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _unflowed(part: EmailMessage, text: str) -> str:
    """RFC 3676: a line that ends with a space goes on in the next one."""
    if part.get_param("format") != "flowed":
        return text
    joined = re.sub(r"(?m)^(?!-- $)(?!>)(.*\S) \n(?!>|-- \n| |\n)", r"\1 ", text)
    return re.sub(r"(?m)^ (?=>|From )", "", joined)
