"""HTML and plain text of others written as Markdown that renders as the same words."""

import re
from urllib.parse import quote

from lms.markup.sanitising import sanitise
from lms.markup.tree import Element, read, write

BLANK = r"(?<!\S)_{3,}(?!\S)"  # a line to write on, which stays as it is
MARKS = re.compile(
    rf"{BLANK}|[\\`*~\[\]$]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])|(?<!\w)@(?=[\w\[])|!(?=\[)|\|"
)
LINE_START = re.compile(r"^(?:[#>+=:-]|_(?=_+\s*$)|\d{1,9}(?=[.)](?:\s|$)))", re.M)
MATHS = re.compile(
    r"\\\((?P<inline>[^\n]{1,2000}?)\\\)|\\\[(?P<display>.{1,2000}?)\\\]|\$\$(?P<double>[^$]{1,2000})\$\$"
    r"|\$(?P<single>[^$\n]{0,500}(?:\\[A-Za-z]|[\^_])[^$\n]{0,500})\$",
    re.S,
)
SPACE = re.compile(r"[ \t\r\n\f]+")
EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*", "del": "~~"}
HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
KEPT = frozenset({"sub", "sup", "u", "mark", "kbd", "small", "ins", "abbr", "q", "cite", "var", "samp", "ruby"})
AS_HTML = frozenset({"table", "dl", "details"})
PARTS = frozenset(
    "p div section blockquote pre ul ol li hr figure figcaption details summary dl dt dd table h1 h2 h3 h4 h5 h6".split()
)


def from_plain(text: str) -> str:
    """Plain text as Markdown in which nothing is markup; formulas in TeX stay formulas. Lines stay lines."""
    lines = (line.strip() for line in _escaped(text.replace("\r\n", "\n")).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", _lines_escaped("\n".join(lines))).strip()


def from_html(html: str) -> str:
    """A stranger's HTML as Markdown: sanitised first, so that nothing hostile is carried; what Markdown lacks stays HTML."""
    return "\n\n".join(_blocks(read(sanitise(html)).children)).strip()


def _escaped(text: str) -> str:
    pieces, position = [], 0
    for found in MATHS.finditer(text):
        pieces += [_marked(text[position : found.start()]), _formula(found)]
        position = found.end()
    return "".join([*pieces, _marked(text[position:])])


def _marked(text: str) -> str:
    return MARKS.sub(lambda found: found[0] if found[0].startswith("__") else f"\\{found[0]}", text)


def _formula(found: re.Match) -> str:
    tex = " ".join((found["inline"] or found["single"] or found["display"] or found["double"] or "").split())
    if not tex:
        return _marked(found[0])
    return f"$${tex}$$" if found["display"] or found["double"] else f"${tex}$"


def _lines_escaped(text: str) -> str:
    return LINE_START.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", text)


def _blocks(nodes) -> list[str]:
    """Paragraphs and other blocks of these nodes, in order."""
    blocks: list[str] = []
    loose: list = []

    def settle():
        paragraph = _paragraph(loose)
        loose.clear()
        if paragraph:
            blocks.append(paragraph)

    for node in nodes:
        if isinstance(node, Element) and (node.tag in PARTS or any(inner.tag in PARTS for inner in node.elements())):
            settle()
            blocks += _block(node)
        else:
            loose.append(node)
    settle()
    return blocks


def _block(node: Element) -> list[str]:
    if node.tag in HEADINGS:
        words = _paragraph(node.children).replace("\\\n", " ")
        return [f"{HEADINGS[node.tag]} {words}"] if words else []
    if node.tag == "pre":
        return [_fence("".join(node.strings()))]
    if node.tag == "hr":
        return ["---"]
    if node.tag in ("ul", "ol"):
        return [_list(node)]
    if node.tag == "blockquote":
        inside = "\n\n".join(_blocks(node.children))
        return ["\n".join(f"> {line}".rstrip() for line in inside.split("\n"))] if inside else []
    if node.tag in AS_HTML:
        # Markdown reads HTML up to the first empty line.
        return [re.sub(r"\n\s*\n", "\n", write(node)).strip()]
    return _blocks(node.children)


def _list(node: Element) -> str:
    items, number = [], int(node.attributes.get("start") or 1)
    for child in node.children:
        if not isinstance(child, Element):
            continue
        mark = f"{number}. " if node.tag == "ol" else "- "
        number += 1
        inside = ("\n\n" if any(inner.tag in ("p", "pre") for inner in child.elements()) else "\n").join(
            _blocks(child.children if child.tag == "li" else [child])
        )
        items.append(mark + inside.replace("\n", "\n" + " " * len(mark)))
    return "\n".join(re.sub(r"(?m)^[ ]+$", "", item) for item in items)


def _fence(code: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{code.strip(chr(10))}\n{fence}"


def _paragraph(nodes) -> str:
    text = "".join(_inline(node) for node in nodes)
    text = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", text)).strip()
    return _lines_escaped(text.strip("\n")).replace("\n", "\\\n")


def _inline(node) -> str:
    if not isinstance(node, Element):
        return _escaped(SPACE.sub(" ", node))
    if node.tag == "br":
        return "\n"
    if node.tag == "img":
        address, alt = _address(node.attributes.get("src", "")), _escaped(node.attributes.get("alt", ""))
        return f"![{alt}]({address})" if address else ""
    inside = "".join(_inline(child) for child in node.children)
    if node.tag == "code" or node.tag == "tt":
        return _code("".join(node.strings()))
    if not inside.strip():
        return " " if inside else ""
    if node.tag == "a" and node.attributes.get("href"):
        return f"[{inside.strip()}]({_address(node.attributes['href'])})"
    if node.tag in EMPHASIS:
        return _wrapped(inside, EMPHASIS[node.tag])
    if node.tag in KEPT:
        return f"<{node.tag}>{inside}</{node.tag}>"
    return inside


def _wrapped(inside: str, mark: str) -> str:
    """Emphasis stands close to its words: the spaces go outside."""
    words = inside.strip()
    if "\n" in words or words.startswith(mark[0]) or words.endswith(mark[0]):
        return inside if mark == "~~" else inside.replace(words, f"<{_tag(mark)}>{words}</{_tag(mark)}>", 1)
    return inside.replace(words, f"{mark}{words}{mark}", 1)


def _tag(mark: str) -> str:
    return "strong" if mark == "**" else "em"


def _code(text: str) -> str:
    text = SPACE.sub(" ", text)
    if not text.strip():
        return ""
    ticks = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _address(address: str) -> str:
    return quote(address.strip(), safe="/:?#@!$&'*+,;=%~-._[]")
