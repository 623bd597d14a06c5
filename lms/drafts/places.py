"""Where somebody may be writing, told by the rooms that have such places; see app.py."""

import re
from collections.abc import Callable

PLACE = re.compile(r"([a-z-]+):(\d{1,18})(?::[\w-]{0,40})?")  # `topic:7`, `space:2:question`, `answer:5:3`
rooms: dict[str, Callable] = {}


def know(place: str, visible_to: Callable) -> None:
    """`visible_to(viewer)` is the statement of everything of this kind at which somebody may write."""
    rooms[place] = visible_to
