"""A small tree over HTML that a sanitiser has already settled, so that finishing can move elements about."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

VOID = frozenset({"br", "col", "hr", "img", "track", "wbr"})
BLOCKS = frozenset(
    "blockquote br caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section summary "
    "table td th tr ul".split()
)


class Markup(str):
    """HTML made by our own code, written as it stands."""


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def is_block(self) -> bool:
        return self.tag in BLOCKS

    def elements(self) -> Iterator["Element"]:
        """Every element inside, in reading order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.elements()

    def strings(self) -> Iterator[str]:
        """The text inside, unchanged."""
        for child in self.children:
            if isinstance(child, Element):
                yield from child.strings()
            else:
                yield child

    def text(self) -> str:
        """The words inside; blocks and line breaks separate them."""
        return " ".join("".join(self._pieces()).split())

    def _pieces(self):
        for child in self.children:
            if isinstance(child, Element):
                space = "\n" if child.is_block else ""
                yield space
                yield from child._pieces()
                yield space
            elif not isinstance(child, Markup):
                yield child


class _Builder(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        if any(element.tag == tag for element in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data):
        self.open[-1].children.append(data)


def read(settled: str) -> Element:
    builder = _Builder()
    builder.feed(settled)
    builder.close()
    return builder.root


def write(element: Element) -> str:
    pieces = []
    _write(element, pieces)
    return "".join(pieces)


def _write(element, pieces):
    if element.tag:
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attributes.items())
        pieces.append(f"<{element.tag}{attributes}>")
    for child in element.children:
        if isinstance(child, Element):
            _write(child, pieces)
        else:
            pieces.append(child if isinstance(child, Markup) else escape(child, quote=False))
    if element.tag and element.tag not in VOID:
        pieces.append(f"</{element.tag}>")
