"""Mail: written with the transaction that causes it, sent by a job over SMTP, readable by administrators without one."""

import re
import smtplib
import ssl
import unicodedata
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.utils import make_msgid, parseaddr
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

from flask import current_app, render_template
from sqlalchemy import JSON, ForeignKey, select, update
from sqlalchemy.orm import Mapped, mapped_column

from lms.access import audiences_of
from lms.addresses import address_of
from lms.admin.models import Academy
from lms.database import Base, Id, db, now
from lms.jobs import enqueue, job

PATIENCE = 30  # seconds for each step of the conversation with the mail server
ADDRESS = re.compile(r"[^\s<>()\[\]\\,;:@\"\x00-\x1f\x7f]+@[^\s<>()\[\]\\,;:@\"\x00-\x1f\x7f]+")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
OWN_HEADERS = frozenset(
    {"List-Unsubscribe", "List-Unsubscribe-Post", "References", "Reply-To", "X-Auto-Response-Suppress"}
)
TAKEN_OUT = "…"  # what stands where a secret stood once the mail has left

_renewals: dict[str, Callable] = {}


class Mail(Base):
    """One message to one person. `audience_id` says whose words it carries: None for mail about the account itself.

    `secret` is the part of a link that opens something; it is taken out of the words once the mail has left. `about` says
    what it tells of ({"kind": …, "ids": […]}): at delivery `renews` asks whether all of that is still so."""

    __tablename__ = "mails"

    id: Mapped[Id]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    audience_id: Mapped[int | None] = mapped_column(ForeignKey("audiences.id"))
    to_address: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str] = mapped_column(default="")
    headers: Mapped[dict] = mapped_column(JSON, default=dict)
    secret: Mapped[str] = mapped_column(default="")
    about: Mapped[dict] = mapped_column(JSON, default=dict)
    message_id: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)
    sent_at: Mapped[datetime | None]
    withheld_at: Mapped[datetime | None]


def renews(kind: str):
    """Register what writes a mail about things of this kind anew at delivery: its words, or None when none are left."""

    def register(function):
        _renewals[kind] = function
        return function

    return register


def send_mail(
    *, to: str, subject: str, text: str, html: str = "", user_id: int | None = None, audience_id: int | None = None,
    headers: dict[str, str] | None = None, secret: str = "", about: dict | None = None,
) -> Mail:  # fmt: skip
    """Write a mail with this transaction; it leaves after the commit."""
    if not ADDRESS.fullmatch(to):
        raise ValueError("a mail goes to one address")
    if not OWN_HEADERS.issuperset(headers or {}):
        raise ValueError("a header mails of ours do not have")
    mail = Mail(
        user_id=user_id,
        audience_id=audience_id,
        to_address=to,
        subject=one_line(subject),
        text=UNPRINTABLE.sub("", text),
        html=UNPRINTABLE.sub("", html),
        headers={name: one_line(value) for name, value in (headers or {}).items()},
        secret=secret,
        about=about or {},
        message_id=make_msgid(domain="leerkring.mail"),
    )
    db.session.add(mail)
    db.session.flush()
    enqueue("mail", mail_id=mail.id)
    return mail


def send_letter(
    template: str, *, to: str, subject: str, path: str, user_id: int | None = None, audience_id: int | None = None,
    headers: dict[str, str] | None = None, secret: str = "", about: dict | None = None, **words,
) -> Mail:  # fmt: skip
    """Write a mail from templates/mails/<template>.txt and .html, in the language in force; `path` is its one link."""
    written = letter(template, subject=subject, path=path, **words)
    return send_mail(
        to=to, user_id=user_id, audience_id=audience_id, headers=headers, secret=secret, about=about, **written
    )


def letter(template: str, *, subject: str, path: str, **words) -> dict[str, str]:
    """Subject, text and html of a mail, in the language in force."""
    words = {
        "subject": subject,
        "link": address_of(path),
        "academy_name": db.session.scalar(select(Academy.name).where(Academy.id == 1)) or "Leerkring",
        "settings_link": address_of("/account"),
        **words,
    }
    return {
        "subject": subject,
        "text": render_template(f"mails/{template}.txt", **words).strip() + "\n",
        "html": render_template(f"mails/{template}.html", **words),
    }


def one_line(text: str) -> str:
    """The text without line ends and other signs a header must not hold."""
    return " ".join("".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text).split())


@job("mail")
def deliver(mail_id: int) -> None:
    """Send one mail, if its reader may still read it; without MAIL_URL it stays for administrators to read."""
    mail = db.session.get(Mail, mail_id)
    if mail is None or mail.sent_at or mail.withheld_at:
        return
    if mail.audience_id is not None and mail.audience_id not in audiences_of(mail.user_id):
        mail.withheld_at = now()
        return
    if mail.about and not _renew(mail):
        mail.withheld_at = now()
        return
    url, values = current_app.config["MAIL_URL"], {"sent_at": now()}
    if url:
        message = message_of(mail)
        values["headers"] = {name: value for name, value in mail.headers.items() if name != "Reply-To"}
        if mail.secret:
            values |= {
                "text": mail.text.replace(mail.secret, TAKEN_OUT),
                "html": mail.html.replace(mail.secret, TAKEN_OUT),
                "secret": "",
            }
        # Ends the transaction: a slow mail server must not keep people from writing.
        db.session.commit()
        _send_over_smtp(url, message)
    db.session.execute(update(Mail).where(Mail.id == mail_id).values(**values))


def _renew(mail: Mail) -> bool:
    """Have the mail say what is so now; False when nothing is left of it."""
    words = _renewals[mail.about["kind"]](mail)
    if words is None:
        return False
    mail.subject = one_line(words["subject"])
    mail.text, mail.html = (UNPRINTABLE.sub("", words[name]) for name in ("text", "html"))
    return True


def message_of(mail: Mail) -> EmailMessage:
    """The mail as it travels. The same identity each time: a server that got it before can tell."""
    message = EmailMessage()
    message["From"] = current_app.config["MAIL_FROM"]
    message["To"] = mail.to_address
    message["Subject"] = mail.subject
    message["Message-ID"] = mail.message_id
    message["Date"] = mail.created_at
    message["Auto-Submitted"] = "auto-generated"
    for name, value in (mail.headers or {}).items():
        message[name] = value
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    return message


def _send_over_smtp(url: str, message: EmailMessage) -> None:
    """smtp://user:password@host:port with STARTTLS, or smtps:// for TLS from the start; certificates are checked.

    STARTTLS is required, except that on this very machine a server without it will do; `?tls=off` sends in the clear."""
    parts = urlsplit(url)
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(parts.hostname, parts.port or 465, timeout=PATIENCE, context=context)
    else:
        server = smtplib.SMTP(parts.hostname, parts.port or 587, timeout=PATIENCE)
    with server:
        server.ehlo()
        if parts.scheme == "smtp" and _wants_tls(parts, server):
            server.starttls(context=context)
            server.ehlo()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        sender = parseaddr(message["From"])[1]
        server.send_message(message, from_addr=sender)


def _wants_tls(parts, server: smtplib.SMTP) -> bool:
    choice = parse_qs(parts.query).get("tls", ["offered" if _is_here(parts.hostname) else "required"])[0]
    return choice == "required" or (choice == "offered" and server.has_extn("starttls"))


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
