"""A topic as one line of a list: what it says about itself, its state, and the address of the page after it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import quote

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from discussions.clock import Clock, clock_of
from discussions.ideas.words import STAGE_ICONS, STAGE_WORDS, votes
from discussions.kinds import KINDS
from discussions.subjects.words import Named, tags_of_row
from lms.moments import teller
from lms.pages import number
from lms.people.queries import Face


class State(NamedTuple):
    icon: str
    words: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """`new` counts the posts the viewer has not read, of a topic they have read something of."""

    topic: object
    is_unread: bool
    new: int
    by: Markup
    replies: str
    last: Markup | None
    clock: Clock | None
    state: State | None
    tags: list[Named]

    @property
    def asker(self) -> Face:
        return Face.of(self.topic.author_id, self.topic.author_name, self.topic.photo_key)

    @property
    def address(self) -> str:
        return f"/topics/{self.topic.id}#new" if self.new else f"/topics/{self.topic.id}"


def lines_of(rows, moment: datetime) -> list[Line]:
    """The lines of a list; what all of them need to be told is looked up once."""
    tell = teller().moment
    asked, wrote = Markup(_("%(name)s asked, %(when)s")), Markup(_("%(name)s, %(when)s"))
    last_by = Markup(_("last by %(name)s, %(when)s"))
    lines = []
    for row in rows:
        unread = is_unread(row)
        new = row.newest_number - row.last_read if unread and row.last_read else 0
        by = (asked if row.kind == "question" else wrote) % {"name": row.author_name, "when": tell(row.created_at)}
        last = None
        if row.reply_count > 1 and not unread:
            last = last_by % {"name": row.last_poster_name, "when": tell(row.bumped_at)}
        clock = clock_of(row, moment)
        state = None if clock else state_of(row)
        lines.append(Line(row, unread, new, by, replies_of(row, new), last, clock, state, tags_of_row(row.tags)))
    return lines


def is_unread(row) -> bool:
    return row.newest_number > row.last_read and row.level != "muted"


def replies_of(row, new: int) -> str:
    """“no reply yet”, “4 replies”, “4 replies, 2 new”."""
    if not row.reply_count:
        return _("no reply yet")
    replies = ngettext("%(num)d reply", "%(num)d replies", row.reply_count)
    return _("%(replies)s, %(new)d new", replies=replies, new=new) if new else replies


def state_of(row) -> State | None:
    """One state at most: what somebody deciding whether to open it wants to know first."""
    if row.accepted_post_id is not None:
        return State("circle-check", _("Answered"), "ok")
    if row.stage is not None:
        return stage_state(row.stage, row.vote_count)
    if row.closed_at is not None:
        return State("lock", _("Closed"))
    if row.kind not in ("discussion", "question"):
        return State(KINDS[row.kind].icon, KINDS[row.kind].word)
    if row.level == "muted":
        return State("bell-off", _("Muted"))
    return State("pin", _("Pinned")) if row.pinned_at else None


def stage_state(stage: str, vote_count: int = 0) -> State:
    """Where an idea stands: “Under review, 4 votes”."""
    words = f"{STAGE_WORDS[stage]}, {votes(vote_count)}" if vote_count else str(STAGE_WORDS[stage])
    return State(STAGE_ICONS[stage], words, "ok" if stage == "done" else "")


def filter_words() -> list[tuple[str, str]]:
    """The filters of a list as they are offered."""
    return [
        ("all", _("All")),
        ("unread", _("Unread")),
        ("mine", _("Mine")),
        ("following", _("Following")),
        ("unanswered", _("Unanswered")),
        *((kind.show, kind.plural) for kind in KINDS.values() if kind.show),
    ]


def with_before(address: str, row) -> str:
    """The address of the same list after this row."""
    place = quote(f"{row.bumped_at.isoformat()}~{row.id}")
    return f"{address}{'&' if '?' in address else '?'}before={place}"


def before_of(text: str) -> tuple[datetime, int] | None:
    """The place `with_before` wrote; None for anything else."""
    moment, _tilde, topic_id = text.partition("~")
    try:
        found = datetime.fromisoformat(moment), number(topic_id)
        found[0].astimezone(UTC)  # the first and last days of the calendar have no place in every zone
    except (ValueError, OverflowError):
        return None
    return found if found[0].tzinfo is not None else None
