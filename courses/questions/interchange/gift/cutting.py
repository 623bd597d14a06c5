"""Cutting a GIFT file into its entries: categories, and questions with the comments that stand before them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from courses.questions.interchange.gift.signs import put_back, set_aside

CATEGORY = re.compile(r"\s*\$CATEGORY\s*:(.*)", re.I)
ID, TAG, LANGUAGE = (re.compile(rf"\[{word}:((?:[^\\\]]|\\.){{0,200}})\]") for word in ("id", "tag", "lang"))


@dataclass
class Entry:
    """`text` has its escapes set aside; a category has only that."""

    line: int
    text: str = ""
    category: str | None = None
    comments: list[str] = field(default_factory=list)

    def noted(self, pattern: re.Pattern) -> list[str]:
        """What comments say in brackets, such as [id:7]."""
        found = (value for comment in self.comments for value in pattern.findall(comment))
        return [put_back(re.sub(r"\\(.)", r"\1", value)).strip() for value in found]


def entries(source: str) -> Iterator[Entry]:
    """Entries in order. An empty line ends a question, unless its answers go on behind it."""
    lines = set_aside(source.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    taken: list[str] = []
    comments: list[str] = []
    start, is_open = 0, False
    for number, line in enumerate([*lines, ""], 1):
        if line.lstrip().startswith("//"):
            comments.append(line.strip())
            continue
        found = None if taken else CATEGORY.match(line)
        if found:
            yield Entry(number, category=found[1].strip(), comments=comments)
            comments = []
        elif line.strip():
            start = start if taken else number
            taken.append(line)
            is_open = _open_after(line, is_open)
        elif taken and not (is_open and _goes_on(lines, number)):
            yield Entry(start, "\n".join(taken), comments=comments)
            taken, comments, is_open = [], [], False
    # Comments behind the last question say nothing about any.


def _open_after(line: str, is_open: bool) -> bool:
    opened, closed = line.rfind("{"), line.rfind("}")
    return is_open if opened == closed else opened > closed


def _goes_on(lines: list[str], number: int) -> bool:
    """Whether what was opened is closed below, before anything else is opened."""
    for line in lines[number : number + 200]:
        brace = re.search(r"[{}]", line)
        if brace:
            return brace[0] == "}"
    return False
