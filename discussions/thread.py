"""A page of a topic, arranged from its rows: what stands on top, what is folded away, where the new begins."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from discussions.models import PAGE
from discussions.queries import Span, page_with

FOLD_ABOVE = 5  # replies already read that a page shows before it folds them


@dataclass(frozen=True)
class ThreadPage:
    """`read` are replies above the New line, `new` those below it; `folded` says to fold the first.

    `accepted` is shown below the opening, and once more in its place; as the first reply, it `is_in_place` there already."""

    span: Span
    last_number: int
    opening: object | None
    accepted: object | None
    read: Sequence = field(default_factory=tuple)
    new: Sequence = field(default_factory=tuple)
    has_new_line: bool = False
    last_read: int = 0
    is_in_place: bool = False

    @property
    def folded(self) -> bool:
        return self.has_new_line and len(self.read) > FOLD_ABOVE

    @property
    def groups(self) -> list[tuple[str, Sequence]]:
        """The posts as they stand below each other, each group with its name."""
        groups = [
            ("opening", [self.opening] if self.opening else ()),
            (self._place_of_answer, [self.accepted] if self.accepted else ()),
            ("folded" if self.folded else "read", self.read),
            ("later" if self._place_of_answer == "new answer" else "new", self.new),
        ]
        return [(name, lines) for name, lines in groups if lines]

    @property
    def _place_of_answer(self) -> str:
        """What is new stands below the line that says so, the answer too."""
        if not self.is_in_place:
            return "accepted"
        return "new answer" if self.has_new_line and self.accepted.number > self.last_read else "answer"

    @property
    def read_authors(self) -> list:
        """The faces on the fold: the first three different people."""
        return list({line.author.id: line.author for line in self.read}.values())[:3]

    @property
    def is_first(self) -> bool:
        return self.span.first == 1

    @property
    def is_last(self) -> bool:
        return self.span.last >= self.last_number

    @property
    def previous(self) -> int | None:
        return None if self.is_first else self.span.first - PAGE

    @property
    def next(self) -> int | None:
        return None if self.is_last else self.span.first + PAGE

    @property
    def latest(self) -> int:
        return page_with(self.last_number, self.last_number).first


def choose_span(thread, wanted: int | None) -> Span:
    """The page asked for; else the one with the first post that is new, or the last one when nothing is."""
    if wanted is not None:
        return page_with(wanted, thread.last_number)
    return page_with((thread.last_read or 0) + 1, thread.last_number)


def arrange(thread, lines: Sequence, span: Span) -> ThreadPage:
    by_number = {line.post.number: line for line in lines}
    replies = [line for line in lines if line.post.number > 1 and span.first <= line.post.number <= span.last]
    last_read = thread.last_read or 0
    # Whoever was never here needs no line: everything is new to them.
    has_new_line = 0 < last_read < thread.newest_number and span.first <= last_read + 1 <= span.last
    accepted = by_number.get(thread.accepted_number) if span.first == 1 and thread.accepted_number else None
    if accepted and accepted.is_gone:
        accepted = None
    is_in_place = accepted is not None and accepted in replies[:1]
    if is_in_place:
        replies = replies[1:]
    read = [line for line in replies if line.post.number <= last_read] if has_new_line else []
    return ThreadPage(
        span=span,
        last_number=thread.last_number,
        opening=by_number.get(1) if span.first == 1 else None,
        accepted=accepted,
        read=read,
        new=replies[len(read) :],
        has_new_line=has_new_line,
        last_read=last_read,
        is_in_place=is_in_place,
    )
