"""Announcing: what is said with a transaction is heard after it, and never when it is undone."""

from flask import current_app
from sqlalchemy import event
from sqlalchemy.orm import Session as OrmSession

from lms.database import db
from lms.live.hub import person_channel


def announce(channel: str, **news) -> None:
    """Let open pages know with this transaction. Numbers only, never words: the page asks for those itself."""
    db.session.info.setdefault("announced", []).append((channel, news))


def announce_loss(user_id: int) -> None:
    """With this transaction a person loses something they could read: their open pages look again at once."""
    announce(person_channel(user_id))


@event.listens_for(OrmSession, "after_commit")
def _tell(session) -> None:
    for channel, news in session.info.pop("announced", ()):
        current_app.extensions["live"].tell(channel, news)


@event.listens_for(OrmSession, "after_rollback")
def _forget(session) -> None:
    session.info.pop("announced", None)
