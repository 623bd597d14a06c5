"""Every write about polls: opening one, changing it before anybody voted, voting, closing and opening again."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete

from discussions import indexing
from discussions.models import Topic
from discussions.moderation.log.actions import note
from discussions.polls.models import STEP, Ballot, Poll, seal_of
from discussions.polls.policies import is_open
from discussions.polls.queries import counts_of, has_ballots, mark_of
from discussions.polls.tallying import apart
from lms.database import db, insert, now


class Closed(Exception):
    """The poll closed while somebody was voting."""


class Changed(Exception):
    """What can be chosen, or who sees it, is no longer what the voter saw."""


class VotedOn(Exception):
    """Somebody voted before the change came in."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked and how it is counted."""

    options: list[str]
    method: str = "single"
    is_secret: bool = False
    results: str = "always"
    closes_at: datetime | None = None


def open_poll(topic: Topic, terms: Terms) -> Poll:
    """A topic of the kind poll can be voted in from the beginning."""
    poll = Poll(topic_id=topic.id, **asdict(terms))
    db.session.add(poll)
    db.session.flush()
    return poll


def change_poll(topic: Topic, terms: Terms) -> None:
    """Other options or another way of counting; VotedOn once somebody chose among those there were."""
    poll = _hold(topic.id)
    if has_ballots(topic.id):
        raise VotedOn
    for name, value in asdict(terms).items():
        setattr(poll, name, value)
    poll.shown = {}
    db.session.flush()
    indexing.index_topic(topic)


def vote(topic: Topic, by, choices: tuple[int, ...], *, seal: str = "", at: datetime | None = None) -> None:
    """The person chooses this, instead of what they chose before; nothing takes their vote back.

    `seal` stands for the poll as they saw it: whoever thinks that a vote is secret never gives one with their name."""
    poll = _hold(topic.id)
    if not is_open(poll, at or now()):
        raise Closed
    if seal and seal != seal_of(poll):
        raise Changed
    mark = mark_of(topic.id, by.id)
    if choices:
        kept = {"choices": ",".join(map(str, choices)), "user_id": None if poll.is_secret else by.id}
        row = insert(Ballot).values(topic_id=topic.id, mark=mark, **kept)
        db.session.execute(row.on_conflict_do_update(index_elements=["topic_id", "mark"], set_=kept))
    else:
        db.session.execute(delete(Ballot).where(Ballot.topic_id == topic.id, Ballot.mark == mark))
    if poll.is_secret:
        _move_on(poll)


def close_poll(topic: Topic, *, by, at: datetime | None = None) -> None:
    """Nobody votes any more; everybody sees the results and talks on."""
    poll = _hold(topic.id)
    if not is_open(poll, at or now()):
        return
    poll.closed_at = at or now()
    db.session.flush()
    _note("poll closed", topic, by)


def reopen_poll(topic: Topic, *, by) -> None:
    """It can be voted in again, without an end until it is closed."""
    poll = _hold(topic.id)
    if is_open(poll, now()):
        return
    poll.closed_at = poll.closes_at = None
    db.session.flush()
    _note("poll reopened", topic, by)


def _move_on(poll: Poll) -> None:
    """Show the ballots as they are, once so many differ from what is shown that nobody can tell whose did."""
    counts = dict(counts_of(poll.topic_id))
    if apart(counts, poll.shown) >= STEP:
        poll.shown = counts
        db.session.flush()


def _hold(topic_id: int) -> Poll:
    """Votes, changes and the end come one after the other."""
    return db.session.get_one(Poll, topic_id, with_for_update=True, populate_existing=True)


def _note(act: str, topic: Topic, by) -> None:
    """Who ends a poll of their own moderates nobody."""
    if by.id != topic.author_id:
        note(act, topic, by=by)
