"""What was kept of a text, and any two of it side by side: the draft, a revision, or nothing before the first."""

from collections.abc import Callable
from typing import NamedTuple

from lms import differences
from lms.pages import not_found
from lms.revisions.difference import difference

DRAFT, NOTHING = "draft", "0"


class Side(NamedTuple):
    """One side of a comparison."""

    number: str
    title: str
    body: str
    summary: str = ""
    html: str = ""


def compared(
    draft, revisions, *, is_new: bool, find: Callable, old: str | None, new: str | None, has_draft: bool = True
) -> dict:
    """What revisions/_history.html shows. `revisions` are rows, newest first; `find` answers the text of a number.

    Unasked, the draft when readers have not seen it, else what they read, beside what stood there before.
    Readers, for whom there is no draft, compare what they saw, without the marks of Markdown."""
    if not has_draft and DRAFT in (old, new):
        not_found()
    numbers = [row.number for row in revisions if row.published_at]
    before = {row.number: next((n for n in numbers if n < row.number), 0) for row in revisions}
    current = next((row.number for row in revisions if row.id == draft.revision_id), 0)
    new = _side(draft, new or (DRAFT if is_new else str(current)), find)
    old = _side(draft, old or str(current if new.number == DRAFT else before.get(int(new.number), 0)), find)
    return {
        "draft": draft,
        "revisions": revisions,
        "before": before,
        "is_new": is_new,
        "has_draft": has_draft,
        "old": old,
        "new": new,
        "rows": differences.compare(old.body, new.body) if has_draft else difference(old, new),
    }


def _side(draft, number: str, find: Callable) -> Side:
    if number == DRAFT:
        return Side(DRAFT, draft.draft_title, draft.draft_body, getattr(draft, "draft_summary", ""))
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        not_found()
    if int(number) == 0:
        return Side(NOTHING, "", "")
    revision = find(int(number)) or not_found()
    return Side(number, revision.title, revision.body, getattr(revision, "summary", ""), revision.html)
