"""Pages somebody can link to while they write: what search finds for them, each with the Markdown that leads there."""

import re
from dataclasses import dataclass, replace

from lms.search.queries import search

BRACKET = re.compile(r"[\\\[\]]")
MOST = 8  # suggestions shown
ICONS = {"lesson": "graduation-cap", "article": "book-open"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line of the list: what is shown, and the Markdown that takes the place of what was typed."""

    words: str
    value: str
    icon: str
    kind: str = ""
    object_id: int = 0

    def with_value(self, value: str) -> "Suggestion":
        return replace(self, value=value)


def pages_to_link(viewer, words: str) -> list[Suggestion]:
    """Lessons and articles the writer may read, as links."""
    hits = search(viewer, words, kinds=tuple(ICONS), limit=MOST).hits
    return [_suggestion(hit.title.striptags(), hit) for hit in hits]


def _suggestion(title: str, hit) -> Suggestion:
    escaped = BRACKET.sub(r"\\\g<0>", title)
    return Suggestion(title, f"[{escaped}]({hit.url})", ICONS[hit.kind], hit.kind, hit.object_id)
