"""Finishing settled HTML: addresses, anchors, block keys, colours, formulas and the attributes browsers need."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from urllib.parse import unquote

from lms.markup.addresses import is_external, is_safe_address
from lms.markup.anchors import Block, block_key
from lms.markup.dressing import colour, typeset, wrap_tables
from lms.markup.films import embed_of
from lms.markup.players import Attached, Captions, Media, caption, note_cover, put_cover, put_link, put_player
from lms.markup.tree import Element

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
KEYED = frozenset({"p", "ul", "ol", "dl", "blockquote", "figure", "pre", "table", "div", "details", *HEADINGS})
UNREAD = frozenset({"solution", "hint", "spoiler", "footnote-ref", "footnote-back"})
MAX_FORMULAS = 400
MAX_COLOURED = 40_000
NOT_IN_SLUG = re.compile(r"[^\w-]+")


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    slug: str


@dataclass(frozen=True)
class Picture:
    """Where an image is served, and its size when that is known."""

    url: str
    width: int | None = None
    height: int | None = None


@dataclass
class Finishing:
    """One text on its way to the page; `finish` fills the lists."""

    root: Element
    words: dict[str, str]
    link: object
    image: object
    facts: object
    top_level: int
    anchors: bool
    headings: list[Heading] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    text: str = ""
    ids: set[str] = field(default_factory=set)

    def finish(self) -> None:
        self._level_headings()
        for element in list(self.root.elements()):
            if element.tag == "a":
                self._address(element)
        self._pictures()
        self._anchors()
        self._footnotes()
        self._tabs()
        self._key_blocks()
        self.text = _readable(self.root)
        formulas = coloured = 0
        for element in list(self.root.elements()):
            if element.tag == "pre":
                coloured += colour(element, MAX_COLOURED - coloured)
            elif element.tag == "code" and formulas < MAX_FORMULAS:
                formulas += typeset(element)
            elif "task" in element.classes:
                self._task(element)
            elif "cover" in element.classes:
                note_cover(element, self.words.get("cover", ""))
            elif element.tag == "a" and self.facts and (facts := self.facts(element.attributes.get("href", ""))):
                element.children += [" ", Element("span", {"class": "file-facts"}, [f"({facts})"])]
            elif element.tag == "th" and not element.text() and not any(e.tag == "img" for e in element.elements()):
                element.tag = "td"  # the corner of a table heads nothing
        wrap_tables(self.root, self.words.get("table", "Table"))

    def _level_headings(self):
        found = [element for element in self.root.elements() if element.tag in HEADINGS]
        shift = max(0, self.top_level - min((int(element.tag[1]) for element in found), default=6))
        for element in found:
            element.tag = f"h{min(6, int(element.tag[1]) + shift)}"

    def _address(self, element):
        address = element.attributes.get("href", "")
        if self.link and "mention" not in element.classes and not _is_footnote(address):
            replaced = self.link(address) if address else None
            address = address if replaced is None else replaced
        if not address or not is_safe_address(address):
            element.tag, element.attributes = "span", {}
            return
        if address.startswith("#") and not _is_footnote(address):
            address = heading_id(unquote(address[1:]))
        element.attributes["href"] = address if not address.startswith("h-") else f"#{address}"
        if is_external(address):
            element.attributes["rel"] = "nofollow noopener ugc"
        if not _is_footnote(address):
            self.links.append(element.attributes["href"])

    def _pictures(self):
        """Images, and what is written as one: sound and film, files, videos on other sites."""
        everything = list(self.root.elements())
        linked = {id(inner) for element in everything if element.tag == "a" for inner in element.elements()}
        figures = {
            id(child): element for element in everything if element.tag == "figure" for child in element.children
        }
        for element in everything:
            if element.tag != "img":
                continue
            captions = element.attributes.pop("data-captions", "")
            found = self._found(element.attributes.get("src", ""))
            figure = figures.get(id(element))
            if isinstance(found, Picture) and not (id(element) in linked and is_external(found.url)):
                self._picture(element, found, figure)
            elif id(element) in linked:
                element.tag, element.attributes, element.children = "span", {}, [element.attributes.get("alt", "")]
            else:
                self._player(element, found, figure, captions)

    def _found(self, source):
        found = self.image(source) if self.image and source else None
        return Picture(found) if isinstance(found, str) else found or Picture(source)

    def _player(self, element, found, figure, captions):
        title = element.attributes.get("alt", "").strip()
        if isinstance(found, Media):
            named = [self._found(address.strip()) for address in captions.split(",") if address.strip()]
            put_player(element, found, title, [one for one in named if isinstance(one, Captions)])
            if figure is not None:
                caption(figure, title)
            self.images.append(found.url)
        elif isinstance(found, Captions | Attached):
            put_link(element, found.url, title)
            self.links.append(found.url)

    def _picture(self, element, picture, figure):
        alt = element.attributes.get("alt", "")
        if figure is not None and is_safe_address(picture.url) and embed_of(picture.url):
            put_cover(element, picture.url, alt.strip())
            self.links.append(picture.url)
            return
        if not picture.url or not is_safe_address(picture.url) or is_external(picture.url):
            # Readers' browsers fetch nothing from other hosts: a picture elsewhere becomes a link to it.
            element.tag, element.children = "span", [alt or picture.url]
            element.attributes = {}
            if picture.url and is_safe_address(picture.url):
                element.tag = "a"
                element.attributes = {"href": picture.url, "rel": "nofollow noopener ugc"}
                self.links.append(picture.url)
            return
        element.attributes |= {"src": picture.url, "alt": alt, "loading": "lazy"}
        if picture.width and picture.height:
            element.attributes |= {"width": str(picture.width), "height": str(picture.height)}
        self.images.append(picture.url)

    def _task(self, element):
        done = "task-done" in element.classes
        word = self.words.get("done" if done else "to-do", "Done" if done else "To do")
        mark = Element("span", {"class": "task-mark", "role": "img", "aria-label": word}, ["☑" if done else "☐"])
        into = element
        first = next((child for child in element.children if isinstance(child, Element)), None)
        if first is not None and first.tag == "p" and not _has_words_before(element, first):
            into = first
        into.children[:0] = [mark, " "]

    def _anchors(self):
        if not self.anchors:
            _drop_anchors(self.root)
            return
        top = {id(child) for child in self.root.children}
        for element in self.root.elements():
            if element.tag in HEADINGS or "callout-title" in element.classes or element.tag == "summary":
                given = next((inner for inner in element.elements() if "anchor" in inner.classes), None)
                text = element.text()
                slug = self._own_id(given.attributes.pop("title", "") if given else _without_kind(element) or text)
                element.attributes["id"] = slug
                if given:
                    given.attributes["class"] = ""
                if id(element) in top and element.tag in HEADINGS and text:
                    self.headings.append(Heading(int(element.tag[1]), text, slug))
        for element in self.root.elements():
            if "anchor" in element.classes:
                element.attributes = {"id": self._own_id(element.attributes.get("title", ""))}

    def _own_id(self, words):
        slug = wanted = heading_id(words)
        number = 2
        while slug in self.ids:
            slug, number = f"{wanted}-{number}", number + 1
        self.ids.add(slug)
        return slug

    def _footnotes(self):
        """Several posts share one page, so the ids of notes carry a mark of their own text."""
        section = next((child for child in self.root.elements() if "footnotes" in child.classes), None)
        if section is None:
            return
        mark = hashlib.sha256(self.root.text().encode()).hexdigest()[:8]
        section.attributes |= {"role": "doc-endnotes", "aria-label": self.words.get("footnotes", "Footnotes")}
        for number, item in enumerate((e for e in section.elements() if "footnote-item" in e.classes), 1):
            item.attributes["id"] = self._own_id(f"fn-{mark}-{number}")
        for element in self.root.elements():
            address = element.attributes.get("href", "")
            if element.tag == "a" and _is_footnote(address):
                element.attributes["href"] = f"#h-{_with_mark(address[1:], mark)}"
                if "footnote-back" in element.classes:
                    element.attributes["aria-label"] = self.words.get("footnote-back", "Back to the text")
                else:
                    element.attributes["id"] = self._own_id(_with_mark(address[1:].replace("fn-", "fnref-", 1), mark))

    def _tabs(self):
        """Of the tabs that stand together one is open, the first to begin with."""
        sets = [element for element in self.root.elements() if "tabset" in element.classes]
        mark = hashlib.sha256(self.root.text().encode()).hexdigest()[:8] if sets else ""
        for number, tabset in enumerate(sets, 1):
            tabs = [child for child in tabset.children if isinstance(child, Element) and child.tag == "details"]
            for tab in tabs:
                tab.attributes["name"] = f"h-tabs-{mark}-{number}"
            if tabs:
                tabs[0].attributes["open"] = ""

    def _key_blocks(self):
        seen = {}
        for element in self.root.children:
            if isinstance(element, Element) and element.tag in KEYED:
                text = element.text()
                pictures = [
                    f"{e.attributes['alt']} {e.attributes['src']}" for e in element.elements() if e.tag == "img"
                ]
                words = text or " ".join(pictures)
                if words:
                    key = block_key(f"{text} {' '.join(pictures)}" if pictures else text, seen)
                    element.attributes["data-block"] = key
                    self.blocks.append(Block(key, words))


def heading_id(words: str) -> str:
    """The id a heading with these words gets; links to `#these-words` lead there."""
    words = unicodedata.normalize("NFKC", words).casefold().strip().replace(" ", "-")
    slug = re.sub(r"-{2,}", "-", NOT_IN_SLUG.sub("-", words)).strip("-_")[:80].strip("-_")
    return slug if re.match(r"h-\w", slug) else f"h-{slug or 'part'}"


def _with_mark(name, mark):
    kind, _, number = name.partition("-")
    return f"{kind}-{mark}-{number}"


def _is_footnote(address):
    return re.match(r"#(?:fn|fnref)-[0-9]+\Z", address) is not None


def _without_kind(element):
    return " ".join(
        child.text() if isinstance(child, Element) else child
        for child in element.children
        if not (isinstance(child, Element) and "callout-kind" in child.classes)
    ).strip()


def _has_words_before(element, child):
    before = element.children[: element.children.index(child)]
    return any(isinstance(other, str) and other.strip() for other in before)


def _drop_anchors(root):
    for element in root.elements():
        if "anchor" in element.classes:
            element.attributes = {}


def _readable(root):
    """The words of a text for search and excerpts: what is folded away until asked for stays out."""
    if not UNREAD.isdisjoint(root.classes):
        return ""
    pieces = []
    for child in root.children:
        if not isinstance(child, Element):
            pieces.append(child)
        elif child.tag == "img":
            pieces.append(f" {child.attributes.get('alt', '')} ")
        else:
            pieces.append(_spaced(child, _readable(child)))
    joined = "".join(pieces)
    return joined if root.tag else " ".join(joined.split())


def _spaced(element, words):
    return f"\n{words}\n" if element.is_block else words
