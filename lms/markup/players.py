"""What stands in a text besides words and pictures: sound and film of our own, covers of videos elsewhere, and files."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from lms.markup.films import embed_of
from lms.markup.tree import Element


@dataclass(frozen=True)
class Media:
    """Sound or film that is served here; `kind` is audio or video."""

    url: str
    kind: str


@dataclass(frozen=True)
class Captions:
    """What is said in a film, as WebVTT; `label` names its language to who chooses."""

    url: str
    language: str
    label: str


@dataclass(frozen=True)
class Attached:
    """A file that is fetched, not shown."""

    url: str


def put_player(element: Element, media: Media, title: str, captions: list[Captions]) -> None:
    """The picture that names sound or film becomes its player; its title is read out and stands below it."""
    element.tag = media.kind
    element.attributes = {"controls": "", "preload": "metadata", "src": media.url}
    if title:
        element.attributes["aria-label"] = title
    element.children = [
        Element("track", {"kind": "captions", "src": one.url, "srclang": one.language, "label": one.label})
        for one in (captions if media.kind == "video" else ())
    ]
    if element.children:
        element.children[0].attributes["default"] = ""


def put_cover(element: Element, address: str, title: str) -> None:
    """The picture that names a video elsewhere becomes a link to it that a page may play in its place."""
    element.tag = "a"
    element.attributes = {
        "class": "cover",
        "href": address,
        "data-embed": embed_of(address),
        "rel": "nofollow noopener ugc",
    }
    element.children = [title or site_of(address)]


def note_cover(element: Element, note: str) -> None:
    """Say on the cover which site will know of its viewer."""
    site = site_of(element.attributes["href"])
    title = Element("span", {"class": "cover-title"}, element.children)
    element.children = [title, " ", Element("span", {"class": "cover-note"}, [note.replace("{site}", site)])]


def put_link(element: Element, address: str, words: str) -> None:
    element.tag, element.children = "a", [words or address.rpartition("/")[2]]
    element.attributes = {"href": address}


def caption(figure: Element, words: str) -> None:
    """The title of a player stands below it, unless something does already."""
    if words and not any(isinstance(child, Element) and child.tag == "figcaption" for child in figure.children):
        figure.children.append(Element("figcaption", {}, [words]))


def site_of(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
