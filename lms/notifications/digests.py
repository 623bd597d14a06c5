"""The digest: once a day or once a week what nobody got a mail about yet, per thread, at seven where the person lives."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from lms.addresses import address_of
from lms.database import now
from lms.jobs import enqueue_many, every, job
from lms.mail import letter, renews, send_mail
from lms.moments import Teller
from lms.notifications import queries, words
from lms.notifications.asides import asides_for
from lms.notifications.models import Notification
from lms.notifications.reasons import REASONS
from lms.notifications.standing import still_standing
from lms.notifications.stopping.tokens import stop_headers, stop_path
from lms.people.models import User

HOUR = 7
PERIODS = {"daily": timedelta(days=1), "weekly": timedelta(days=7)}  # a week begins on Monday
MOST_THREADS, MOST_LINES = 12, 4


@every(timedelta(minutes=10))
def begin_digests() -> None:
    """Ask for the digest of everybody whose moment came, in whatever zone they live."""
    for zone in queries.zones():
        for digest, period in PERIODS.items():
            due = last_due(now(), zone, digest)
            people = queries.whom_to_digest(zone, digest, due=due, since=due - 2 * period)
            if people:
                enqueue_many("digest", [{"user_id": user_id, "due": due.isoformat()} for user_id in people])


def last_due(moment: datetime, zone: str, digest: str) -> datetime:
    """The latest moment at which such a digest had to be written."""
    local = moment.astimezone(ZoneInfo(zone))
    due = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if due > local:
        due -= timedelta(days=1)
    if digest == "weekly":
        due -= timedelta(days=due.weekday())
    return due.astimezone(UTC)


@job("digest")
def send_digest(user_id: int, due: str) -> None:
    """Write one digest; nothing when it was written before, is not wanted any more, or has nothing to say."""
    reader, moment = queries.get_reader(user_id), datetime.fromisoformat(due)
    if reader.digest not in PERIODS or (reader.digested_at and reader.digested_at >= moment):
        return
    told = still_standing(reader, queries.unmailed_of(user_id, since=moment - 2 * PERIODS[reader.digest]))
    reader.digested_at = now()
    if not told:
        return
    send_mail(
        to=reader.email,
        user_id=user_id,
        headers=stop_headers(reader, [f"digest:{reader.digest}"]),
        about={"kind": "digest", "ids": [row.id for row in told]},
        **compose(reader, told),
    )
    for row in told:
        row.mailed_at = reader.digested_at


@renews("digest")
def renew(mail) -> dict[str, str] | None:
    """The digest as it would be written now, about what still stands."""
    reader = queries.get_reader(mail.user_id)
    told = still_standing(reader, queries.of_mail(mail.about["ids"])) if reader.digest in PERIODS else []
    return compose(reader, told) if told else None


def compose(reader: User, told: list[Notification]) -> dict[str, str]:
    """Subject, text and html of a digest, in the language and the time zone of its reader."""
    threads = defaultdict(list)
    for row in told:
        threads[row.thread].append(row)
    names = queries.names_of_actors(told)
    with force_locale(reader.locale):
        teller = Teller(reader.locale, ZoneInfo(reader.timezone))
        count = len(threads)
        return letter(
            "digest",
            subject=ngettext("New for you in %(num)d conversation", "New for you in %(num)d conversations", count),
            path="/inbox",
            threads=[_thread(rows, names, teller) for rows in sorted(threads.values(), key=_weight)[:MOST_THREADS]],
            more=max(0, count - MOST_THREADS),
            asides=[(sentence, address_of(path)) for sentence, path in asides_for(reader)],
            why=_("You get this mail every day on which something is new.")
            if reader.digest == "daily"
            else _("You get this mail in every week in which something is new."),
            stop_link=address_of(stop_path(reader, [f"digest:{reader.digest}"])),
        )


def _thread(rows: list[Notification], names: dict[int, str], teller: Teller) -> dict:
    rows = sorted(rows, key=_rank)
    return {
        "title": rows[0].title,
        "link": address_of(rows[0].url),
        "lines": [
            {
                "said": words.said(row.reason, names.get(row.actor_id, "")),
                "at": teller.spoken(row.created_at),
                "excerpt": row.excerpt,
                "link": address_of(row.url),
            }
            for row in rows[:MOST_LINES]
        ],
        "more": max(0, len(rows) - MOST_LINES),
    }


def _rank(row: Notification) -> tuple[int, int]:
    return list(REASONS).index(row.reason), row.id


def _weight(rows: list[Notification]) -> tuple[int, int]:
    """The thread with the strongest reason first, and of those the one spoken in last."""
    return min(_rank(row)[0] for row in rows), -rows[-1].id
