"""Readable differences between two Markdown texts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed"]

NEIGHBOURS = 1
ALIKE = 0.4
MAX_PAIRED = 40
MAX_WORDS = 3_000
MAX_APART = 400
FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Segment:
    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """One row: a paragraph that stayed, came, went or changed; or a run of `count` unchanged ones left out."""

    kind: Literal["same", "added", "removed", "changed", "skipped"]
    segments: tuple[Segment, ...] = ()
    count: int = 0

    @property
    def old(self) -> str:
        return "".join(segment.text for segment in self.segments if segment.kind != "added")

    @property
    def new(self) -> str:
        return "".join(segment.text for segment in self.segments if segment.kind != "removed")


def compare(old: str, new: str, *, neighbours: int | None = NEIGHBOURS) -> list[Change]:
    """Differences by paragraph, then by word; `neighbours` unchanged paragraphs stay around each change, None keeps all."""
    rows = list(_rows(paragraphs(old), paragraphs(new)))
    return rows if neighbours is None else _collapsed(rows, neighbours)


def words_apart(old: str, new: str, *, most: int) -> int:
    """How many words went or came, whichever is more; more than `most` is not counted further."""
    before, after = old.split(), new.split()
    begin = _same_at_the_start(before, after)
    end = _same_at_the_start(before[begin:][::-1], after[begin:][::-1])
    before, after = before[begin : len(before) - end], after[begin : len(after) - end]
    apart = max(len(before), len(after))
    if not most < apart <= MAX_APART:
        return apart
    same = sum(match.size for match in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks())
    return apart - same


def paragraphs(text: str) -> list[str]:
    """The text in pieces between blank lines; fenced code stays in one piece."""
    pieces, piece, fence = [], [], ""
    for line in text.replace("\r\n", "\n").split("\n"):
        mark = FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and line.strip() == mark[1]:
            fence = ""
        if line.strip() or fence:
            piece.append(line.rstrip() if not fence else line)
        elif piece:
            pieces.append("\n".join(piece))
            piece = []
    if piece:
        pieces.append("\n".join(piece))
    return pieces


def _same_at_the_start(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(old), len(new)))


def _rows(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    for operation, old_start, old_end, new_start, new_end in _matcher(old, new).get_opcodes():
        if operation == "equal":
            yield from (Change("same", (Segment("same", text),)) for text in new[new_start:new_end])
            continue
        yield from _replaced(old[old_start:old_end], new[new_start:new_end])


def _replaced(old, new):
    """Pair each paragraph with the one it became; what finds no partner came or went."""
    waiting = 0
    for partner, text in zip(_partners(old, new), new, strict=True):
        if partner is None:
            yield Change("added", (Segment("added", text),))
            continue
        yield from (Change("removed", (Segment("removed", gone),)) for gone in old[waiting:partner])
        yield Change("changed", _by_word(old[partner], text))
        waiting = partner + 1
    yield from (Change("removed", (Segment("removed", gone),)) for gone in old[waiting:])


def _partners(old, new):
    partners, first = [], 0
    for text in new:
        best, best_ratio = None, ALIKE
        for index in range(first, min(len(old), first + MAX_PAIRED)):
            ratio = _likeness(old[index], text, best_ratio)
            if ratio > best_ratio:
                best, best_ratio = index, ratio
        partners.append(best)
        first = first if best is None else best + 1
    return partners


def _likeness(old, new, at_least):
    old_words, new_words = old.split(), new.split()
    matcher = SequenceMatcher(None, old_words, new_words, autojunk=len(old_words) + len(new_words) > 400)
    if matcher.real_quick_ratio() <= at_least or matcher.quick_ratio() <= at_least:
        return 0
    return matcher.ratio()


def _by_word(old, new):
    old_words, new_words = WORDS.findall(old), WORDS.findall(new)
    if len(old_words) + len(new_words) > 2 * MAX_WORDS:
        return _whole(old, new)
    segments = []
    for operation, old_start, old_end, new_start, new_end in _matcher(old_words, new_words).get_opcodes():
        if operation == "equal":
            segments.append(Segment("same", "".join(new_words[new_start:new_end])))
            continue
        if old_end > old_start:
            segments.append(Segment("removed", "".join(old_words[old_start:old_end])))
        if new_end > new_start:
            segments.append(Segment("added", "".join(new_words[new_start:new_end])))
    return _joined(segments)


def _joined(segments):
    """A single space between two changed words belongs to the change; flicker between words is hard to read."""
    removed, added, joined = "", "", []
    for place, segment in enumerate(segments):
        is_gap = segment.kind == "same" and segment.text.isspace() and (removed or added)
        if is_gap and place + 1 < len(segments):
            removed, added = removed + segment.text, added + segment.text
        elif segment.kind == "same":
            joined += _changed_pair(removed, added)
            joined.append(segment)
            removed = added = ""
        elif segment.kind == "removed":
            removed += segment.text
        else:
            added += segment.text
    return tuple(joined + _changed_pair(removed, added))


def _changed_pair(removed, added):
    pair = [Segment("removed", removed)] if removed else []
    return pair + ([Segment("added", added)] if added else [])


def _whole(old, new):
    return (Segment("removed", old), Segment("added", new))


def _collapsed(rows, neighbours):
    near = {
        place + offset
        for place, row in enumerate(rows)
        if row.kind != "same"
        for offset in range(-neighbours, neighbours + 1)
    }
    collapsed, skipped = [], 0
    for place, row in enumerate(rows):
        if place in near:
            if skipped:
                collapsed.append(Change("skipped", count=skipped))
            collapsed.append(row)
            skipped = 0
        else:
            skipped += 1
    return [*collapsed, Change("skipped", count=skipped)] if skipped else collapsed


def _matcher(old, new):
    return SequenceMatcher(None, old, new, autojunk=False)
