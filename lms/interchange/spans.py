"""Finding links and pictures in Markdown as it stands, so that their addresses can be changed and nothing else is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt

REFERENCE = re.compile(r"(?m)^ {0,3}\[(?!\^)((?:[^\[\]\\\n]|\\.)+)\]:[ \t]*\n?[ \t]*(<[^<>\n]*>|\S+)")
HTML_TAG = re.compile(r"<(a|img)\b((?:[^<>\"']|\"[^\"\n]{0,3000}\"|'[^'\n]{0,3000}')*)>", re.I)
HTML_ADDRESS = re.compile(r"""\b(href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.I)
HTML_ALT = re.compile(r"""\balt\s*=\s*("[^"]*"|'[^']*')""", re.I)
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
USE = re.compile(r"(!?)\[([^\[\]\n]{0,300})\](?:\[([^\[\]\n]{1,300})\])?")
TITLE = re.compile(r"""\s+("[^"]*"|'[^']*'|\([^()]*\))\s*\Z""")
LONGEST = 2_500  # characters of an address with its title
MOST_UNCLOSED = 200  # a page with more brackets that never close is no page
_blocks = MarkdownIt("commonmark").disable("inline")  # blocks are enough, and cheap


@dataclass(frozen=True)
class Span:
    """One address in the text: of a link or a picture, written inline, as a reference or as HTML."""

    kind: str  # link, picture
    form: str  # inline, reference, html
    address: str
    address_start: int  # what stands between start and end is replaced by the new address
    address_end: int
    start: int  # the whole construct
    end: int
    words: str  # what is left when the address leads nowhere
    words_start: int = -1
    words_end: int = -1


def find_spans(source: str) -> list[Span]:
    """Every link and picture outside code, in the order they stand."""
    hidden = hidden_letters(source)
    spans = [*_inline(source, hidden), *_references(source, hidden), *_html(source, hidden)]
    return sorted(spans, key=lambda span: span.address_start)


def code_ranges(source: str) -> list[tuple[int, int]]:
    """Where code blocks stand, as (start, end) in the text."""
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    last = len(starts) - 1
    return [
        (starts[token.map[0]], starts[min(token.map[1], last)])
        for token in _blocks.parse(source)
        if token.type in ("fence", "code_block") and token.map
    ]


def hidden_letters(source: str) -> bytearray:
    """One byte per letter: 1 where code or a comment stands."""
    hidden = bytearray(len(source) + 1)

    def hide(start, end):
        hidden[start:end] = b"\x01" * (min(end, len(source)) - start)

    for start, end in code_ranges(source):
        hide(start, end)
    for start, end in _comments(source):
        hide(start, end)
    for found in CODE_SPAN.finditer(source):
        if not hidden[found.start()] and "\n\n" not in found[0]:
            hide(*found.span())
    return hidden


def _comments(source: str) -> Iterator[tuple[int, int]]:
    start = source.find("<!--")
    while start >= 0 and (end := source.find("-->", start)) >= 0:
        yield start, end + 3
        start = source.find("<!--", end)


def _inline(source: str, hidden: bytearray) -> Iterator[Span]:
    """`[words](address)` and `![words](address)`, one inside the other too."""
    open_brackets: list[int] = []
    position = unclosed = 0
    while position < len(source):
        letter = source[position]
        if hidden[position]:
            pass
        elif letter == "\\":
            position += 1
        elif letter == "\n" and source[position + 1 : position + 2] == "\n":
            open_brackets.clear()
        elif letter == "[":
            open_brackets.append(position)
        elif letter == "]" and open_brackets:
            start = open_brackets.pop()
            found = None
            if source[position + 1 : position + 2] == "(" and unclosed < MOST_UNCLOSED:
                found = _destination(source, position + 2)
                unclosed += found is None
            if found:
                address, address_start, address_end, end = found
                is_picture = start > 0 and source[start - 1] == "!" and source[start - 2 : start - 1] != "\\"
                yield Span(
                    kind="picture" if is_picture else "link",
                    form="inline",
                    address=address,
                    address_start=address_start,
                    address_end=address_end,
                    start=start - is_picture,
                    end=end,
                    words=source[start + 1 : position],
                    words_start=start + 1,
                    words_end=position,
                )
        position += 1


def _destination(source: str, start: int):
    """(address, its start, its end, end of the construct) of what stands behind `](`, however it was written."""
    depth, position = 1, start
    limit = min(len(source), start + LONGEST)
    quote = ""
    while position < limit:
        letter = source[position]
        if letter == "\\":
            position += 1
        elif quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'" and source[position - 1 : position].isspace():
            quote = letter
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
            if depth == 0:
                break
        elif letter == "\n" and source[position + 1 : position + 2] == "\n":
            return None
        position += 1
    else:
        return None
    inside = source[start:position]
    title = TITLE.search(inside)
    written = inside[: title.start()] if title else inside
    lead = len(written) - len(written.lstrip())
    address = written.strip()
    address_start = start + lead
    address_end = address_start + len(address)
    if address.startswith("<") and address.endswith(">"):
        address = address[1:-1]
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", address), address_start, address_end, position + 1


def _references(source: str, hidden: bytearray) -> Iterator[Span]:
    """`[name]: address`: a picture when only pictures use the name."""
    uses: dict[str, set[str]] = {}
    for use in USE.finditer(source):
        if source[use.end() : use.end() + 1] != ":":
            uses.setdefault((use[3] or use[2]).casefold(), set()).add(use[1])
    for found in REFERENCE.finditer(source):
        if hidden[found.start()]:
            continue
        kind = "picture" if uses.get(found[1].casefold()) == {"!"} else "link"
        address = found[2].removeprefix("<").removesuffix(">")
        yield Span(kind, "reference", address, found.start(2), found.end(2), found.start(), found.end(), found[1])


def _html(source: str, hidden: bytearray) -> Iterator[Span]:
    for tag in HTML_TAG.finditer(source):
        attribute = HTML_ADDRESS.search(tag[2])
        if hidden[tag.start()] or not attribute:
            continue
        value = attribute[2]
        quoted = value[:1] in "\"'"
        start = tag.start(2) + attribute.start(2) + quoted
        end = tag.start(2) + attribute.end(2) - quoted
        alt = HTML_ALT.search(tag[2])
        kind = "link" if tag[1].lower() == "a" else "picture"
        words = alt[1][1:-1] if alt else ""
        yield Span(kind, "html", value[quoted : len(value) - quoted], start, end, tag.start(), tag.end(), words)
