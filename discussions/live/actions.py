"""Telling open pages of a topic that it has a new post."""

from discussions.models import Topic
from lms.live.announcing import announce


def channel_of(topic_id: int) -> str:
    return f"topic:{topic_id}"


def announce_post(topic: Topic) -> None:
    announce(channel_of(topic.id), topic=topic.id, newest=topic.newest_number)
