"""Taking a mail in: whose secret address it came to, whether its sender may use it, and an answer when it cannot be taken.

Nothing a machine sent is answered, nothing is taken twice, and what is answered is answered to the account's own address."""

import hashlib
import logging
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, select

from lms.database import begin_writing, db, insert, now
from lms.jobs import every
from lms.languages import speaking_to
from lms.limits import Allowance
from lms.mail import renews, send_letter
from lms.mail_in.addresses import read_address, receiver_of
from lms.mail_in.automatic import is_automatic
from lms.mail_in.models import ReceivedMail
from lms.mail_in.reading import Incoming, Unreadable, envelope_of, parse, parse_outside, read_mail
from lms.people.models import User
from lms.people.queries import viewer_of

log = logging.getLogger(__name__)
MOST = 25 * 1024 * 1024  # bytes of one mail, about as much as mail servers pass on
LONGEST_RETURNED = 10_000  # characters of somebody's words that go back to them
KEPT = timedelta(days=30)  # how long it is known that a mail came; no mail server tries longer than days
ANSWERS = Allowance.of("answers to mails that were not taken", "10/hour")


class MailRefused(Exception):
    """The mail cannot be taken; `reason` is a sentence for its sender, `path` the page to go on with."""

    def __init__(self, reason: str, *, title: str = "", path: str = "/"):
        super().__init__(reason)
        self.reason, self.title, self.path = reason, title, path


def receive(data: bytes, *, sender: str | None = None, recipients: list[str] = ()) -> str:
    """Take one mail and keep what became of it: taken, refused, repeated, automatic or unknown.

    `sender` and `recipients` are what the mail server was told; without them the headers say it."""
    begin_writing()
    message = parse_outside(data[: MOST // 100]) if len(data) > MOST else parse(data)
    outside = envelope_of(message, data)
    found = [address for address in (recipients or outside.recipients) if read_address(address)]
    if not found:
        outcome = "unknown"
    elif is_automatic(message, sender):
        outcome = "automatic"
    else:
        outcome = _take(message, data, outside, found[0].lower())
    db.session.commit()
    log.info("a mail came in: %s", outcome)
    return outcome


def _take(message, data: bytes, outside: Incoming, address: str) -> str:
    user_id, kind, number = read_address(address)
    user = db.session.scalars(select(User).where(User.id == user_id, User.is_active)).one_or_none()
    if user is None:
        return "unknown"
    key = hashlib.sha256(f"{address}|{outside.message_id}".encode(errors="replace")).hexdigest()
    claim = insert(ReceivedMail).values(key=key, user_id=user_id, outcome="taken", received_at=now())
    if db.session.scalar(claim.on_conflict_do_nothing().returning(ReceivedMail.key)) is None:
        return "repeated"
    with speaking_to(user):
        incoming = outside
        try:
            if outside.sender != user.email:
                raise MailRefused(_wrong_sender(outside.sender))
            if len(data) > MOST:
                raise MailRefused(
                    _("Your mail is too large: at most 25 MB arrives. Send less at once, or add it on the page.")
                )
            incoming = _read(message, data)
            if not incoming.text and not incoming.attachments:
                raise MailRefused(
                    _("We found no words of your own in it. Write them above what your mail program quotes.")
                )
            with db.session.begin_nested():
                receiver_of(kind)(viewer_of(user_id), number, incoming)
        except MailRefused as refusal:
            db.session.get_one(ReceivedMail, key).outcome = "refused"
            _answer(user, incoming, refusal)
            return "refused"
    return "taken"


@every(timedelta(days=1))
def forget_received() -> None:
    """What came in so long ago that nobody hands it over once more."""
    db.session.execute(delete(ReceivedMail).where(ReceivedMail.received_at < now() - KEPT))


def _read(message, data: bytes) -> Incoming:
    try:
        return read_mail(message, data)
    except Unreadable as error:
        raise MailRefused(
            _(
                "Your mail cannot be read, or is very long with all that it quotes. Write a new one with your words alone."
            )
        ) from error


def _answer(user: User, incoming: Incoming, refusal: MailRefused) -> None:
    if not ANSWERS.spend(str(user.id)):
        return
    send_letter(
        "mail_refused",
        to=user.email,
        user_id=user.id,
        subject=_("Not posted: %(title)s", title=refusal.title) if refusal.title else _("Your mail was not posted"),
        path=refusal.path,
        headers={"X-Auto-Response-Suppress": "All"} | _reference(incoming.message_id),
        about={"kind": "refused", "ids": []},
        reason=refusal.reason,
        title=refusal.title,
        words=incoming.text[:LONGEST_RETURNED],
    )


@renews("refused")
def _as_written(mail) -> dict[str, str]:
    """Somebody's own words come back to them as they are, and to nobody else."""
    return {"subject": mail.subject, "text": mail.text, "html": mail.html}


def _reference(message_id: str) -> dict[str, str]:
    is_one = message_id.startswith("<") and message_id.endswith(">") and len(message_id) < 250 and message_id.isascii()
    return {"References": message_id} if is_one else {}


def _wrong_sender(sender: str) -> str:
    return _(
        "It came from %(sender)s, and your account has another address. Send it from the address of your account, or "
        "change that in your settings.",
        sender=sender or "?",
    )
