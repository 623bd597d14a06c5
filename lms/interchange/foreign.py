"""HTML in Markdown as texts here have it: players are written our way or become links, scripts go, looks leave their words."""

import html
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from flask_babel import gettext as _

from lms.interchange.receipts import Receipt
from lms.interchange.spans import hidden_letters
from lms.markup import embed_of
from lms.markup.sanitising import ELEMENTS

GONE = frozenset({"script", "style", "noscript", "template"})
PLAYERS = frozenset({"iframe", "video", "audio", "object", "embed", "source", "track"})
OPENING = re.compile(rf"<({'|'.join(sorted(GONE | PLAYERS))})\b[^<>]{{0,3000}}>", re.I)
ADDRESS = re.compile(r"""\b(?:src|data)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.I)
TITLE = re.compile(r"""\btitle\s*=\s*("[^"]*"|'[^']*')""", re.I)
TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]{0,3000}|/)?>")
# What HTML knows and texts here do not; anything else in angle brackets is somebody's words, such as <your name>.
ABOUT_LOOKS = frozenset(
    "address article aside basefont bdi bdo big blink button center data datalist dialog dir fieldset font footer form "
    "frame frameset header hgroup input label legend link main map marquee menu meta meter nav nobr optgroup option "
    "output param picture progress search select slot strike textarea title canvas area svg path g circle rect".split()
)  # fmt: skip


def about_covers() -> str:
    return _("A video of another site: readers see its cover, and nothing is fetched there before they ask.")


def settle_html(path: str, body: str, receipt: Receipt) -> str:
    """The body of a page with nothing in it that readers would see as code."""
    if "<" not in body:
        return body
    body = "".join(_without_elements(path, body, receipt))
    hidden = hidden_letters(body)
    return TAG.sub(lambda found: found[0] if hidden[found.start()] else _tag(found, path, receipt), body)


def _without_elements(path: str, body: str, receipt: Receipt) -> Iterator[str]:
    """The body piece by piece, with links for players and nothing for scripts."""
    hidden, lower, position = hidden_letters(body), body.lower(), 0
    never_closed: set[str] = set()
    for opening in OPENING.finditer(body):
        if opening.start() < position or hidden[opening.start()]:
            continue
        name = opening[1].lower()
        end = opening.end()
        if name not in never_closed:
            closing = lower.find(f"</{name}", end)
            after = lower.find(">", closing) + 1 if closing >= 0 else 0
            if after:
                end = after
            else:
                never_closed.add(name)
        yield body[position : opening.start()]
        yield _gone(name, path, receipt) if name in GONE else _player(name, body[opening.start() : end], path, receipt)
        position = end
    yield body[position:]


def _gone(name: str, path: str, receipt: Receipt) -> str:
    receipt.refuse(f"<{name}>", path, _("No code of others runs here, so it was left out."))
    return ""


def _player(name: str, element: str, path: str, receipt: Receipt) -> str:
    address = ADDRESS.search(element)
    if address is None:
        receipt.refuse(f"<{name}>", path, _("It says nowhere what it plays, so it was left out."))
        return ""
    where = html.unescape(address[1].strip("\"'"))
    title = TITLE.search(element)
    words = html.unescape(title[1][1:-1]).strip() if title else posixpath.basename(urlsplit(where).path) or where
    if name in ("video", "audio", "source") and not urlsplit(where).scheme:
        if "<track" in element.lower():
            receipt.refuse("<track>", path, _("Captions stay behind here. Upload them beside the film in the editor."))
        receipt.change(f"<{name}>", path, _("It is played here, by a player of our own."))
        return f"\n\n![{words.replace('[', '').replace(']', '')}](<{where}>)\n\n"
    if embed_of(where):
        receipt.change(f"<{name}>", path, about_covers())
        return f"\n\n![{words.replace('[', '').replace(']', '')}](<{where}>)\n\n"
    receipt.change(f"<{name}>", path, _("Players of others are not shown here; it became a link to what it plays."))
    return f"[{words.replace('[', '').replace(']', '')}](<{where}>)"


def _tag(found: re.Match, path: str, receipt: Receipt) -> str:
    name = found[1].lower()
    if name in ELEMENTS or name not in ABOUT_LOOKS:
        return found[0]
    receipt.change(f"<{name}>", path, _("This kind of HTML is not shown here; the words in it are."))
    return ""
