"""Every write about slow mode."""

from datetime import timedelta

from discussions.models import Topic
from discussions.moderation.log.actions import note
from lms.database import db, now


def slow_down(topic: Topic, *, minutes: int, hours: int, by, reason: str) -> None:
    """One reply per person in so many minutes, for so many hours; then it is over by itself."""
    topic.slow_minutes, topic.slow_until = minutes, now() + timedelta(hours=hours)
    db.session.flush()
    note("topic slowed down", topic, by=by, reason=reason)


def end_slow_mode(topic: Topic, *, by) -> None:
    if topic.slow_until is not None:
        topic.slow_minutes = topic.slow_until = None
        db.session.flush()
        note("slow mode ended", topic, by=by)
