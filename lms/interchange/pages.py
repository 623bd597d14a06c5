"""Reading one Markdown page of a source: its data, its language, its title and its words."""

import datetime
import re
import tomllib
from dataclasses import dataclass, field

import yaml
from flask_babel import gettext as _
from markdown_it import MarkdownIt

from lms.decoding import decoded
from lms.interchange.places import header_data, language_and_key
from lms.interchange.receipts import Receipt
from lms.interchange.wording import readable, without_ornaments
from lms.markup import plain_text, render

LONGEST_TITLE = 200
LONGEST_DATA = 20_000  # characters of front matter
YAML = re.compile(r"\A---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)(?:^|\n)\+\+\+[ \t]*(?:\n|\Z)", re.S)
HEADER_COMMENT = re.compile(r"\A\s*<!--(.*?)-->[ \t]*\n?", re.S)
OWN_ANCHOR = re.compile(r"\s*\{[^{}]*\}\s*\Z")
_blocks = MarkdownIt("commonmark").disable("inline")  # blocks are enough, and cheap


@dataclass
class SourcePage:
    """A page of the source; pages with one key say the same in several languages.

    `said_language` is None when nothing says in which language it is."""

    path: str
    key: str
    said_language: str | None
    title: str
    body: str
    data: dict = field(default_factory=dict)
    anchors: list[str] = field(default_factory=list)
    intro: str = ""  # the body from its title on: what stands above is about the source
    language: str = ""

    @property
    def is_draft(self) -> bool:
        return self.data.get("draft") is True or self.data.get("published") is False


def read_text(path: str, data: bytes, receipt: Receipt) -> str | None:
    """The page as text; None, with the reason in the receipt, when it is none."""
    if b"\x00" in data:
        receipt.refuse(_("page"), path, _("It is no text, although its name says so."))
        return None
    text, encoding = decoded(data)
    if encoding == "cp1252":
        receipt.change(_("page"), path, _("It was not in UTF-8 and was read as Western European text."))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def take_data(path: str, text: str, used: frozenset[str], receipt: Receipt) -> tuple[str, dict]:
    """(text without it, data) of its front matter and of the comment some tools leave at the top."""
    text, found = take_front_matter(path, text, used, receipt)
    text, header = _header(path, text, receipt)
    return text, {**header, **found}


def page_of(page_type: type, path: str, text: str, data: dict, all_paths: set[str]):
    """A page with its language and the key it shares with its translations, as its data and its path say them."""
    language, key = language_and_key(path, all_paths)
    said = data.get("lang") or data.get("language") or data.get("language_code") or language
    source = data.get("source_file")
    if isinstance(source, str) and source in all_paths and source != path:
        key = source
    return page_type(path, key, str(said).lower()[:2] if isinstance(said, str) else None, "", text, data)


def take_front_matter(path: str, text: str, used: frozenset[str], receipt: Receipt) -> tuple[str, dict]:
    """(text behind it, data) of its front matter, YAML or TOML; names that are not `used` stand in the receipt."""
    for pattern, parse in ((YAML, yaml.safe_load), (TOML, tomllib.loads)):
        block = pattern.match(text)
        if block is None:
            continue
        try:
            found = parse(block[1]) if len(block[1]) < LONGEST_DATA else None
        except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError):
            found = None
        if found is None and block[1].strip():
            receipt.refuse(_("front matter"), path, _("It could not be read, so it was left out."))
        found = {str(name): value for name, value in found.items()} if isinstance(found, dict) else {}
        if unused := sorted(set(found) - used):
            receipt.change(_("front matter"), path, _("Not used here: %(names)s.", names=", ".join(unused)))
        return text[block.end() :], found
    return text, {}


def take_title(page: SourcePage, receipt: Receipt) -> None:
    """The title its data gives, else its first heading, else its name; a heading that says the title leaves the body."""
    given = page.data.get("title")
    given = " ".join(str(given).split()) if isinstance(given, str | int | float | datetime.date) else ""
    heading, start, end = _first_heading(page.body)
    if heading and (not given or _plain(heading) == given):
        if anchor := re.search(r"#([\w.-]+)[^{}]*\}\s*\Z", heading):
            page.anchors.append(anchor[1])
        lines = page.body.split("\n")
        page.body = "\n".join(lines[:start] + lines[end:])
        page.intro = "\n".join(lines[end:])
        given = _plain(heading)
    page.title = without_ornaments(given) or readable(page.path.rpartition("/")[2].rpartition(".")[0])
    if len(page.title) > LONGEST_TITLE:
        receipt.change(_("title"), page.path, _("Shortened: it was longer than %(max)d characters.", max=LONGEST_TITLE))
        page.title = page.title[: LONGEST_TITLE - 1].rstrip() + "…"
    page.body = page.body.strip("\n")
    page.intro = page.intro or page.body


def _header(path: str, text: str, receipt: Receipt) -> tuple[str, dict]:
    block = HEADER_COMMENT.match(text)
    found = header_data(block[1]) if block else {}
    if not found:
        return text, {}
    receipt.change(_("comment"), path, _("The data in the comment at its top was used and left out of the text."))
    return text[block.end() :], found


def _first_heading(body: str) -> tuple[str, int, int]:
    """(words, first line, line after) of the first heading of the first level outside lists and quotations."""
    tokens = _blocks.parse(body)
    for token, inline in zip(tokens, tokens[1:], strict=False):
        if token.type == "heading_open" and token.tag == "h1" and token.level == 0:
            return inline.content, token.map[0], token.map[1]
    return "", 0, 0


def _plain(heading: str) -> str:
    return plain_text(render(OWN_ANCHOR.sub("", heading)).html)
