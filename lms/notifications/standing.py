"""What still stands at the moment of delivery: unread, readable, there, and wanted by its reader."""

from collections import defaultdict
from collections.abc import Callable

from lms.access import audiences_of

_checks: dict[str, Callable] = {}


def stands(kind: str):
    """Register what knows of threads of a kind (`topic:7`): (reader, notifications) → the ids of those that still stand."""

    def register(function):
        _checks[kind] = function
        return function

    return register


def still_standing(reader, notifications: list) -> list:
    """Those of a reader's notifications a mail may still speak of."""
    if not reader.is_active:
        return []
    audiences, of_kind = audiences_of(reader.id), defaultdict(list)
    for notification in notifications:
        if notification.done_at is None and notification.audience_id in audiences:
            of_kind[notification.thread.partition(":")[0]].append(notification)
    kept = {
        notification_id
        for kind, rows in of_kind.items()
        for notification_id in (_checks[kind](reader, rows) if kind in _checks else [row.id for row in rows])
    }
    return [notification for notification in notifications if notification.id in kept]
