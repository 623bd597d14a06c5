"""Who may vote in a poll, who steers it, and who sees its results already."""

from datetime import datetime

from discussions.policies import leads, takes_part
from lms.access import Viewer


def is_open(poll, moment: datetime) -> bool:
    return poll.closed_at is None and (poll.closes_at is None or moment < poll.closes_at)


def can_vote(viewer: Viewer, topic, poll, moment: datetime) -> bool:
    """Everybody who belongs here, whoever asks included, until it closes."""
    return takes_part(viewer, topic) and topic.closed_at is None and is_open(poll, moment)


def can_steer(viewer: Viewer, topic) -> bool:
    """Closing and opening again, and mending the options as long as nobody voted: whoever asks, and who leads."""
    return takes_part(viewer, topic) and (topic.author_id == viewer.id or leads(viewer, topic))


def can_reopen(viewer: Viewer, topic, poll, *, votes: int) -> bool:
    """A secret poll that told how people voted stays closed: who looks, lets one more vote and looks again knows that vote."""
    return can_steer(viewer, topic) and not (poll.is_secret and votes)


def can_change(viewer: Viewer, topic, poll, moment: datetime, *, votes: int) -> bool:
    """Nobody changes what others have already voted on."""
    return can_steer(viewer, topic) and not votes and is_open(poll, moment)


def can_see_results(poll, moment: datetime, *, has_voted: bool) -> bool:
    """The same for everybody: neither who asks nor who leads looks earlier than the others."""
    if poll.results == "always" or not is_open(poll, moment):
        return True
    return poll.results == "voted" and has_voted
