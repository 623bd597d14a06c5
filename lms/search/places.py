"""Places: what `in:` may name besides kinds of results, told by the rooms that have them."""

from collections.abc import Callable

from lms.search.words import fold

MOST = 20  # places one name may stand for
_finders: dict[str, Callable] = {}


def know(place: str, find: Callable) -> None:
    """`find(viewer)` gives rows (id, name) of the places of this kind somebody may know of; app.py lists them all."""
    _finders[place] = find


def tags_of_place(viewer, name: str) -> list[str]:
    """The tags of documents that stand in a place whose name holds these folded words; one that no document has, if none."""
    words = name.split()
    tags = [
        f"{place}{row[0]}"
        for place, find in _finders.items()
        for row in find(viewer)
        if all(word in fold(row[1]) for word in words)
    ]
    return tags[:MOST] or ["nowhere"]
