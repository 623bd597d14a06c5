"""Collections in collections, two deep: how rows of them stand under each other."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple


class Branch(NamedTuple):
    """A collection with those that stand in it."""

    collection: object
    inner: list


def nested(rows: Iterable) -> list[Branch]:
    """The rows in their order; one whose parent is not among them, as its reader may not know of it, stands by itself."""
    rows = list(rows)
    known, inner = {row.id for row in rows}, defaultdict(list)
    for row in rows:
        if row.parent_id in known:
            inner[row.parent_id].append(row)
    return [Branch(row, inner[row.id]) for row in rows if row.parent_id not in known]
