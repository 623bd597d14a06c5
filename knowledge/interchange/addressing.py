"""Links between the articles of a source, in every way their own sites write them, and the addresses they have here."""

import posixpath
import re
from urllib.parse import parse_qs, unquote, urlsplit

from flask import current_app
from flask_babel import gettext as _

from knowledge.interchange.format import address_from
from knowledge.interchange.pages import ArticlePage
from knowledge.links.addresses import title_key
from lms.interchange.receipts import Receipt
from lms.interchange.rewriting import Addresses, edited, link_name, readdressed, rewrite, squashed
from lms.interchange.spans import find_spans, hidden_letters
from lms.interchange.trees import Tree, is_markdown, linked_page
from lms.markup.spans import TITLED

SPECIAL = re.compile(r"([\\`*_<>&~^=$|@!#\[\]])")
REST = re.compile(r"[?#]")


class ArticleAddresses(Addresses):
    """Where the articles and files of a source are found here, for the articles of one collection."""

    def __init__(self, tree: Tree, pages: list[ArticlePage], places: dict[str, str]):
        super().__init__(tree, "article", pages={page.path: page for page in pages}, places=places)
        self._named: dict[str, str] = {}
        self._titled: dict[str, str] = {}
        for page in pages:
            for name in _names_of(page):
                self._named.setdefault(name, page.path)
        for page in pages:
            stem = posixpath.basename(page.path).rpartition(".")[0]
            for title in (page.title, *page.names, stem):
                self._titled.setdefault(title_key(title), page.path)

    def find_page(self, address: str, page: ArticlePage, receipt: Receipt) -> str | None:
        """By the names pages give themselves, which need not be those of their files, and by their files."""
        parts = urlsplit(address)
        if parts.scheme or address.startswith(("//", "#")):
            return linked_page(address, page.path, self.tree)
        asked = parse_qs(parts.query).get("id")
        if asked and (target := self._asked_for(asked[0], parts.path, page)):
            why = _(
                "Its own site finds a page by what stands behind “?id=”; here it leads to “%(title)s”.",
                title=self.pages[target].title,
            )
            receipt.change(link_name(address), page.path, why)
            return target
        path = unquote(parts.path)
        by_name = None if is_markdown(path) else self._find_name(path, page)
        return by_name or linked_page(address, page.path, self.tree)

    def titled(self, title: str) -> str | None:
        """The path of the page a `[[title]]` means."""
        return self._titled.get(title_key(title))

    def _find_name(self, path: str, page: ArticlePage) -> str | None:
        if not path:
            return None
        whole = posixpath.join("/" + posixpath.dirname(page.path), path)
        candidates = [_normal(whole), _normal(path)]
        # What is imported may be one folder of a site, so that its own name stands in addresses alone.
        if path.startswith("/") and (shorter := _normal(path).lstrip("/").partition("/")[2]):
            candidates.append(f"/{shorter}")
        return next((self._named[name] for name in candidates if name in self._named), None)

    def _asked_for(self, asked: str, path: str, page: ArticlePage) -> str | None:
        folder = _normal(path) if path.startswith("/") else _normal("/" + posixpath.dirname(page.path))
        for name, target in sorted(self._named.items()):
            if posixpath.dirname(name) in (folder, posixpath.dirname(folder)) and squashed(
                name.rpartition("/")[2]
            ) == squashed(asked):
                return target
        return None


def written_here(page: ArticlePage, addresses: ArticleAddresses, receipt: Receipt) -> str:
    """The text of an article with addresses that work here; what leads nowhere stands in the receipt."""
    if page.is_own:
        return _own_text(page, addresses, receipt)
    page.body = _with_titles(page, addresses)
    return rewrite(page, addresses, receipt)


def titles_in(body: str) -> list[re.Match]:
    """Every `[[title]]` outside code and outside the words of links."""
    if "[[" not in body:
        return []
    hidden = hidden_letters(body)
    within = [(span.words_start, span.words_end) for span in find_spans(body) if span.words_start >= 0]
    return [
        found
        for found in TITLED.finditer(body)
        if not hidden[found.start()] and not any(start <= found.start() < end for start, end in within)
    ]


def linked(found: re.Match, address: str) -> tuple[int, int, str]:
    """The edit that makes a link with an address of a `[[title]]`, with the words its readers saw."""
    words = SPECIAL.sub(r"\\\1", (found[2] or "").strip() or " ".join(found[1].split()))
    return found.start(), found.end(), f"[{words}]({address})"


def _with_titles(page: ArticlePage, addresses: ArticleAddresses) -> str:
    edits = []
    for found in titles_in(page.body):
        target = addresses.titled(found[1])
        if target and target in addresses.places:
            edits.append(linked(found, address_from(page.path, target)))
    return edited(page.body, edits)


def _own_text(page: ArticlePage, addresses: ArticleAddresses, receipt: Receipt) -> str:
    """A text we wrote ourselves: only what our export wrote is changed, everything else stays as it was typed."""
    home = current_app.config["PUBLIC_URL"]

    def new_address(written: str) -> str | None:
        if written.startswith(f"{home}/"):
            return written.removeprefix(home)
        place, rest = _parted(written)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(place)))
        here = addresses.files.get(path) or addresses.places.get(path)
        if here and place == address_from(page.path, path):
            return here + rest
        if place and not urlsplit(written).scheme and not written.startswith("//"):
            receipt.change(
                link_name(written), page.path, _("It leads to nothing in the source; it stands as it stood.")
            )
        return None

    return readdressed(page.body, new_address)


def _parted(written: str) -> tuple[str, str]:
    """(address of a file, what follows it)."""
    found = REST.search(written)
    return (written[: found.start()], written[found.start() :]) if found else (written, "")


def _names_of(page: ArticlePage) -> list[str]:
    """The addresses a page may have on its own site, from its root."""
    folder = posixpath.dirname(page.path)
    stem = posixpath.basename(page.path).rpartition(".")[0]
    found = []
    for name in page.names:
        found += [_normal(f"/{folder}/{name}"), *([_normal(name)] if name.startswith("/") else [])]
    found.append(_normal(f"/{folder}/{stem}"))
    return list(dict.fromkeys(found))


def _normal(path: str) -> str:
    path = posixpath.normpath("/" + path.strip("/")).casefold()
    return path.removesuffix(".html").removesuffix(".htm")
