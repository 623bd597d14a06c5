"""Which mails no person wrote: absences, reports of delivery, lists. They are never answered, or two machines go on for ever."""

import re
from email.message import EmailMessage

from lms.mail_in.reading import headers_of

MACHINES = re.compile(r"(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(?:[+-].*)?@", re.I)
ABSENCE = re.compile(
    r"\s*(?:automati(?:c|sch|sche|que) (?:reply|antwoord|beantwoording)|autoreply|auto:|out of (?:the )?office|"
    r"afwezig(?:heid\w*)?\b|ik ben (?:er niet|afwezig)|niet aanwezig|undeliver(?:ed|able)|onbestelbaar|delivery status)",
    re.I,
)


def is_automatic(message: EmailMessage, envelope_sender: str | None) -> bool:
    """`envelope_sender` is what the mail server was told; empty for what must never be answered."""
    said = {name: next(iter(headers_of(message, name)), "").strip().lower() for name in _ASKED}
    if envelope_sender is not None and envelope_sender.strip("<> ") == "":
        return True
    if said["return-path"] == "<>" or said["auto-submitted"].partition(";")[0].strip() not in ("", "no"):
        return True
    if said["precedence"] in ("bulk", "junk", "list", "auto_reply"):
        return True
    if said["x-auto-response-suppress"] not in ("", "none"):
        return True
    if any(said[name] for name in ("x-autoreply", "x-autorespond", "x-autoresponse", "list-id", "x-failed-recipients")):
        return True
    if said["content-type"].partition(";")[0].strip() in ("multipart/report", "message/delivery-status"):
        return True
    sender = envelope_sender or said["from"].rpartition("<")[2]
    return bool(MACHINES.match(sender.strip("<> ")) or ABSENCE.match(said["subject"]))


_ASKED = (
    "return-path", "auto-submitted", "precedence", "x-auto-response-suppress", "x-autoreply", "x-autorespond",
    "x-autoresponse", "list-id", "x-failed-recipients", "from",
    "subject", "content-type",
)  # fmt: skip
