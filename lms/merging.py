"""Three-way merging of texts by line: what only one side changed is taken, what both changed differently is a conflict."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

NOW, MIDDLE, SUGGESTED = "<<<<<<<", "=======", ">>>>>>>"  # what stands around a conflict in a text to be edited


@dataclass(frozen=True)
class Agreed:
    """Lines nobody disagrees about."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Conflict:
    """What stood there, and the two different things that came in its place."""

    base: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


Piece = Agreed | Conflict


def merge(base: str, ours: str, theirs: str) -> list[Piece]:
    """The pieces of the merged text, in order. The same change made by both stands there once."""
    return list(_merged(base.split("\n"), ours.split("\n"), theirs.split("\n")))


def conflicts(pieces: Sequence[Piece]) -> list[Conflict]:
    return [piece for piece in pieces if isinstance(piece, Conflict)]


def written(pieces: Sequence[Piece]) -> str:
    """The merged text; both sides of a conflict stand in it, between marks."""
    lines: list[str] = []
    for piece in pieces:
        if isinstance(piece, Agreed):
            lines += piece.lines
        else:
            lines += (NOW, *piece.ours, MIDDLE, *piece.theirs, SUGGESTED)
    return "\n".join(lines)


def is_marked(text: str) -> bool:
    """Whether a conflict still stands in a text."""
    return not {NOW, SUGGESTED}.isdisjoint(line.strip() for line in text.split("\n"))


def merge_line(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """A text that is one thing, such as a title: the changed one, and whether both changed it differently; then ours."""
    if ours == theirs or theirs == base:
        return ours, False
    return (theirs, False) if ours == base else (ours, True)


def _merged(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Piece]:
    at = (0, 0, 0)
    for start, size in _anchors(base, ours, theirs):
        yield from _between(
            tuple(base[at[0] : start[0]]), tuple(ours[at[1] : start[1]]), tuple(theirs[at[2] : start[2]])
        )
        if size:
            yield Agreed(tuple(base[start[0] : start[0] + size]))
        at = (start[0] + size, start[1] + size, start[2] + size)


def _anchors(base, ours, theirs) -> Iterator[tuple[tuple[int, int, int], int]]:
    """Where all three say the same: (places, number of lines), and the end."""
    of_ours, of_theirs = _matches(base, ours), _matches(base, theirs)
    one = other = 0
    while one < len(of_ours) and other < len(of_theirs):
        ours_at, theirs_at = of_ours[one], of_theirs[other]
        begin = max(ours_at.a, theirs_at.a)
        end = min(ours_at.a + ours_at.size, theirs_at.a + theirs_at.size)
        if begin < end:
            yield (begin, ours_at.b + begin - ours_at.a, theirs_at.b + begin - theirs_at.a), end - begin
        if ours_at.a + ours_at.size < theirs_at.a + theirs_at.size:
            one += 1
        else:
            other += 1
    yield (len(base), len(ours), len(theirs)), 0


def _matches(base, other):
    return SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()


def _between(base: tuple, ours: tuple, theirs: tuple) -> Iterator[Piece]:
    """What stands between two anchors: whoever changed it decides; of two who did, what they share is agreed."""
    if ours == theirs or theirs == base:
        yield from _agreed(ours)
    elif ours == base:
        yield from _agreed(theirs)
    else:
        begin = _same(ours, theirs)
        end = _same(ours[begin:][::-1], theirs[begin:][::-1])
        yield from _agreed(ours[:begin])
        yield Conflict(base, ours[begin : len(ours) - end], theirs[begin : len(theirs) - end])
        yield from _agreed(ours[len(ours) - end :])


def _agreed(lines: tuple) -> Iterator[Agreed]:
    if lines:
        yield Agreed(lines)


def _same(one: tuple, other: tuple) -> int:
    """How many lines two texts share at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, yours) in pairs if mine != yours), min(len(one), len(other)))
