"""Events: how a lower room tells what happened without knowing who listens. Handled in the same transaction."""

from collections import defaultdict
from collections.abc import Callable

_listeners: dict[type, list[Callable]] = defaultdict(list)


def subscribe(event_type: type, reaction: Callable) -> None:
    """Have `reaction(event)` called for each event of this type; app.py lists them all."""
    if reaction not in _listeners[event_type]:
        _listeners[event_type].append(reaction)


def publish(event) -> None:
    """Tell everyone who listens, in the order of subscription."""
    for reaction in _listeners[type(event)]:
        reaction(event)
