"""The mail that follows a notification, decided again at delivery: is it still open, readable and wanted?

What is said in one thread shortly after such a mail waits a little and then makes one mail together."""

from datetime import timedelta

from flask_babel import force_locale, ngettext

from lms.access import Audience
from lms.addresses import address_of
from lms.database import db, now
from lms.jobs import enqueue, job
from lms.mail import letter, renews, send_mail
from lms.mail_in.addresses import reply_address
from lms.notifications import queries, words
from lms.notifications.actions import wants_mail
from lms.notifications.models import Notification
from lms.notifications.reasons import REASONS
from lms.notifications.standing import still_standing
from lms.notifications.stopping.tokens import stop_headers
from lms.people.models import User

TOGETHER = timedelta(minutes=10)  # between two mails about one thread
RECENT = timedelta(days=2)  # what waited longer is no news for a mail at once
MOST = 20  # things in one mail


@job("notification_mail")
def send_notification_mail(notification_id: int) -> None:
    """Write the mail once; nothing when the person dealt with it, left, or wants no mail about this."""
    found = queries.find_for_mail(notification_id)
    if found is None:
        return
    notification, reader = found
    if notification.mailed_at or notification.done_at:
        return
    last, moment = queries.last_mailed_at(notification), now()
    if last and last + TOGETHER > moment:
        enqueue("notification_mail", after=last + TOGETHER - moment, notification_id=notification_id)
        return
    told = _wanted(reader, queries.unmailed_in_thread(notification, since=moment - RECENT))
    if not told:
        return
    send_mail(
        to=reader.email,
        user_id=reader.id,
        audience_id=told[-1].audience_id,
        headers=_headers(reader, notification.thread, _reasons(told)),
        about={"kind": "notifications", "ids": [row.id for row in told]},
        **compose(reader, told),
    )
    for row in told:
        row.mailed_at = moment


@renews("notifications")
def renew(mail) -> dict[str, str] | None:
    """The mail as it would be written now, about what still stands."""
    reader = queries.get_reader(mail.user_id)
    told = _wanted(reader, queries.of_mail(mail.about["ids"]))
    return compose(reader, told) if told else None


def compose(reader: User, told: list[Notification]) -> dict[str, str]:
    """Subject, text and html about things of one thread, in the language of their reader."""
    names, strongest = queries.names_of_actors(told), _reasons(told)[0]
    audience = db.session.get_one(Audience, told[-1].audience_id)
    title = told[-1].title
    with force_locale(reader.locale):
        if len(told) == 1:
            subject = words.headline(strongest, names.get(told[0].actor_id, ""), title)
        else:
            count = len(told)
            subject = ngettext(
                "%(num)d new thing in: %(title)s", "%(num)d new things in: %(title)s", count, title=title
            )
        return letter(
            "notification",
            subject=subject,
            path=told[0].url,
            title=title,
            items=[
                {
                    "lead": words.lead(row.reason, names.get(row.actor_id, "")),
                    "excerpt": row.excerpt,
                    "link": address_of(row.url),
                }
                for row in told
            ],
            button=REASONS[strongest].button,
            readers=words.readers(audience.kind, audience.name, audience.size),
            can_be_answered=bool(reply_address(reader.id, told[-1].thread)),
            why=REASONS[strongest].why,
        )


def _wanted(reader: User, rows: list[Notification]) -> list[Notification]:
    return still_standing(reader, [row for row in rows if wants_mail(reader.mail_reasons, row.reason)])[-MOST:]


def _reasons(told: list[Notification]) -> list[str]:
    """The reasons there are, the strongest first."""
    return sorted({row.reason for row in told}, key=list(REASONS).index)


def _headers(reader: User, thread: str, reasons: list[str]) -> dict[str, str]:
    address = reply_address(reader.id, thread)
    headers = {"References": _reference(thread)} | stop_headers(reader, reasons)
    return headers | {"Reply-To": address} if address else headers


def _reference(thread: str) -> str:
    """Mail readers show mails with one reference as one conversation."""
    return f"<{thread.replace(':', '.')}@leerkring.mail>"
