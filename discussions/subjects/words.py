"""The tags of a topic as a page shows them."""

from typing import NamedTuple


class Named(NamedTuple):
    """A tag with the number that leads to its topics."""

    id: int
    name: str


def tags_of_row(text: str | None) -> list[Named]:
    """What `statements.tags_of_topic` wrote, by name."""
    parts = (line.partition(":") for line in (text or "").split("\n") if line)
    return sorted((Named(int(number), name) for number, _colon, name in parts), key=lambda tag: tag.name.lower())
