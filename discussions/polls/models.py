"""The tables of polls: what can be chosen and how, and one ballot per person who voted."""

import json
from datetime import datetime
from hashlib import sha256

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base

MOST_OPTIONS = 12
STEP = 5  # ballots by which the results of a secret poll move on while it is open


class Poll(Base):
    """What a topic of the kind poll is besides a conversation. A ballot names its options by their place in the list.

    `shown` is what people see of an open secret poll: what was chosen → by how many, as it was when it last moved on.
    """

    __tablename__ = "polls"

    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), primary_key=True)
    options: Mapped[list[str]] = mapped_column(JSON)
    method: Mapped[str] = mapped_column(default="single")  # one of words.METHOD_WORDS
    is_secret: Mapped[bool] = mapped_column(default=False)
    results: Mapped[str] = mapped_column(default="always")  # one of words.RESULTS_WORDS
    closes_at: Mapped[datetime | None]  # the moment it closes by itself
    closed_at: Mapped[datetime | None]  # when somebody closed it
    shown: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)


def seal_of(poll) -> str:
    """Stands for what a voter saw: the options, how they are counted, and who sees who chose what."""
    return sha256(json.dumps([poll.options, poll.method, poll.is_secret]).encode()).hexdigest()


class Ballot(Base):
    """What one person chose: places in the list of options, in their order when they were ranked.

    `mark` is made from the person with the key of this installation, which stands in no table and no export: whoever
    voted finds their ballot again, and nobody else can tell whose it is. Only a named poll keeps `user_id`. There is
    no moment and no number, and SQLite keeps no hidden one, so the order of voting tells nothing either.
    """

    __tablename__ = "poll_ballots"
    __table_args__ = {"sqlite_with_rowid": False}

    topic_id: Mapped[int] = mapped_column(ForeignKey("polls.topic_id"), primary_key=True)
    mark: Mapped[str] = mapped_column(primary_key=True)
    choices: Mapped[str]  # “2” or “0,3,1”
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
