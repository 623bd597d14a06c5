"""What a mail may still say of a conversation when it leaves: not what was removed, read meanwhile, or is followed no more."""

from discussions.answering.queries import still_waiting
from discussions.answering.routing.queries import still_asked
from discussions.mailing.queries import muted_among, standing_of
from lms.notifications.standing import stands

BY_FOLLOWING = frozenset({"following", "started", "answered", "replied"})  # heard because one follows
BY_ANY_LEVEL = frozenset({"mentioned", "accepted", "thanked"})  # heard also of what one muted


@stands("topic")
def still_stands(reader, notifications) -> list[int]:
    """The ids of those a mail may tell of; what tells of no post stands as long as its topic does."""
    things = {row.id: _post_of(row.thing) for row in notifications}
    known = standing_of(reader.id, sorted(filter(None, things.values())))
    over = _over(reader, notifications)
    return [
        row.id
        for row in notifications
        if row.id not in over and (things[row.id] is None or _stands(row, known.get(things[row.id])))
    ]


def _over(reader, notifications) -> set[int]:
    """The ids of those that ask for an answer which nobody waits for any more, or not from this reader; and of those about
    no post, in what the reader muted. Who was handed a question by somebody sees to it all the same."""
    asked = {row.id: _number_of(row.thing, "asked") for row in notifications if row.reason == "asked"}
    owned = {row.id: _number_of(row.thing, "owner", "late") for row in notifications if row.reason == "unanswered"}
    stand = still_asked(reader.id, asked.values()) if asked else set()
    wait = still_waiting(owned.values()) if owned else set()
    of_topic = {
        row.id: _number_of(row.thread, "topic")
        for row in notifications
        if row.reason == "decided" or row.reason == "unanswered" and row.actor_id is None
    }
    muted = muted_among(reader.id, of_topic.values())
    return (
        {i for i, number in of_topic.items() if number in muted}
        | {i for i, number in asked.items() if number not in stand}
        | {i for i, number in owned.items() if number not in wait}
    )


def _stands(notification, found) -> bool:
    if found is None:  # the post or its topic is gone
        return False
    if (found.last_read or 0) >= found.number and found.seen_at >= notification.created_at:
        return False
    if notification.reason in BY_FOLLOWING:
        return found.level == "watching"
    return notification.reason in BY_ANY_LEVEL or found.level != "muted"


def _post_of(thing: str) -> int | None:
    """The post a notification is about: `post:31`, `accepted:31`, `thanked:31`, `sentence:31:7`."""
    return _number_of(thing, "post", "accepted", "thanked", "sentence")


def _number_of(thing: str, *kinds: str) -> int | None:
    kind, number, *_more = *thing.split(":"), ""
    return int(number) if kind in kinds and number.isdigit() else None
