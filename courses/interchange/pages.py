"""Reading one Markdown page of a source: its data, its title, its words, and what of it is not for learners."""

import datetime
import re
import tomllib
from dataclasses import dataclass, field

import yaml
from flask_babel import gettext as _
from flask_babel import ngettext
from markdown_it import MarkdownIt

from courses.editing.forms import MOST_MINUTES
from courses.interchange.foreign import settle_html
from courses.interchange.places import header_data, is_for_staff, language_and_key
from courses.interchange.receipts import Receipt
from courses.interchange.spans import code_ranges
from courses.interchange.wording import number_of, readable, without_ornaments
from lms.decoding import decoded
from lms.markup import MAX_LENGTH, plain_text, render
from lms.markup.divisions import CLOSING, OPENING, kind_of

LONGEST_TITLE = 200
YAML = re.compile(r"\A---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)(?:^|\n)\+\+\+[ \t]*(?:\n|\Z)", re.S)
HEADER_COMMENT = re.compile(r"\A\s*<!--(.*?)-->[ \t]*\n?", re.S)
OWN_ANCHOR = re.compile(r"\s*\{[^{}]*\}\s*\Z")
USED = frozenset(
    "title short_title sidebar_label nav_title menu_title lang language minutes duration time reading_time teaching "
    "exercises order weight nav_order position sidebar_position draft published required optional audience "
    "source_file language_code original_hash translation_date".split()
)
PLACEHOLDER = re.compile(r"\b(?:placeholder|fixme|lorem ipsum|coming soon|nog in te vullen)\b", re.I)
ADDRESS = re.compile(r"\]\([^()]*\)")
_blocks = MarkdownIt("commonmark").disable("inline")  # blocks are enough, and cheap


@dataclass
class Page:
    """A page of the source. `said_language` is None when nothing says in which language it is."""

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
    def number(self) -> tuple[int, ...]:
        return number_of(self.key.rpartition("/")[2])

    @property
    def short_title(self) -> str:
        found = next(
            (self.data.get(name) for name in ("short_title", "sidebar_label", "nav_title", "menu_title")), None
        )
        return str(found)[:60] if found else ""

    @property
    def is_draft(self) -> bool:
        return self.data.get("draft") is True or self.data.get("published") is False

    @property
    def is_required(self) -> bool:
        return self.data.get("optional") is not True and self.data.get("required") is not False

    @property
    def order(self) -> float | None:
        """The place the page itself asks for, below all that numbers in names say."""
        for name in ("order", "weight", "nav_order", "sidebar_position", "position"):
            value = self.data.get(name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                return float(value)
        return None

    @property
    def minutes(self) -> int | None:
        """How long it takes, from the front matter."""
        found = [_number(self.data[name]) for name in ("teaching", "exercises") if name in self.data]
        if not found:
            named = (self.data[name] for name in ("minutes", "duration", "time", "reading_time") if name in self.data)
            found = [_number(next(named, None))]
        total = sum(minutes for minutes in found if minutes)
        return total if 1 <= total <= MOST_MINUTES else None


def read_page(path: str, data: bytes, all_paths: set[str], receipt: Receipt) -> Page | None:
    """The page as its learners will need it; None, with the reason in the receipt, when it is not for them."""
    if is_for_staff(path):
        receipt.refuse(_("page"), path, _("It is written for those who teach; learners must not read it."))
        return None
    text = _decoded(path, data, receipt)
    if text is None:
        return None
    text, found = _front_matter(path, text, receipt)
    text, header = _header(path, text, receipt)
    found = {**header, **found}
    if str(found.get("audience", "")).lower() in ("instructor", "instructors", "facilitator", "trainer", "docent"):
        receipt.refuse(_("page"), path, _("It is written for those who teach; learners must not read it."))
        return None
    language, key = language_and_key(path, all_paths)
    said = found.get("lang") or found.get("language") or found.get("language_code") or language
    source = found.get("source_file")
    if isinstance(source, str) and source in all_paths and source != path:
        key = source
    page = Page(path, key, str(said).lower()[:2] if isinstance(said, str) else None, "", text, found)
    _take_title(page, receipt)
    page.body = settle_html(path, _without_notes(page, receipt), receipt)
    return page if _is_worth_reading(page, receipt) else None


def is_empty(page: Page) -> bool:
    return not re.sub(r"[\W_]+", "", page.body)


def _decoded(path: str, data: bytes, receipt: Receipt) -> str | None:
    if b"\x00" in data:
        receipt.refuse(_("page"), path, _("It is no text, although its name says so."))
        return None
    text, encoding = decoded(data)
    if encoding == "cp1252":
        receipt.change(_("page"), path, _("It was not in UTF-8 and was read as Western European text."))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _front_matter(path: str, text: str, receipt: Receipt) -> tuple[str, dict]:
    for pattern, parse in ((YAML, yaml.safe_load), (TOML, tomllib.loads)):
        block = pattern.match(text)
        if block is None:
            continue
        try:
            found = parse(block[1]) if len(block[1]) < 20_000 else None
        except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError):
            found = None
        if found is None and block[1].strip():
            receipt.refuse(_("front matter"), path, _("It could not be read, so it was left out."))
        found = {str(name): value for name, value in found.items()} if isinstance(found, dict) else {}
        if unused := sorted(set(found) - USED):
            receipt.change(_("front matter"), path, _("Not used here: %(names)s.", names=", ".join(unused)))
        return text[block.end() :], found
    return text, {}


def _header(path: str, text: str, receipt: Receipt) -> tuple[str, dict]:
    block = HEADER_COMMENT.match(text)
    found = header_data(block[1]) if block else {}
    if not found:
        return text, {}
    receipt.change(_("comment"), path, _("The data in the comment at its top was used and left out of the text."))
    return text[block.end() :], found


def _take_title(page: Page, receipt: Receipt) -> None:
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


def _first_heading(body: str) -> tuple[str, int, int]:
    """(words, first line, line after) of the first heading of the first level outside lists and quotations."""
    tokens = _blocks.parse(body)
    for token, inline in zip(tokens, tokens[1:], strict=False):
        if token.type == "heading_open" and token.tag == "h1" and token.level == 0:
            return inline.content, token.map[0], token.map[1]
    return "", 0, 0


def _plain(heading: str) -> str:
    return plain_text(render(OWN_ANCHOR.sub("", heading)).html)


def _without_notes(page: Page, receipt: Receipt) -> str:
    """The body without what its author fenced off for instructors."""
    if ":::" not in page.body:
        return page.body
    code = code_ranges(page.body)
    kept, depth, hidden_from, number, offset = [], 0, None, 0, 0
    for line in page.body.split("\n"):
        is_code = any(start <= offset < end for start, end in code)
        offset += len(line) + 1
        bare = line.strip()
        opening = None if is_code or CLOSING.match(bare) else OPENING.match(bare)
        if opening:
            name = opening["name"] or (opening["attributes"] or "").partition(".")[2].split(" ")[0]
            if hidden_from is None and kind_of(name) == "instructor":
                hidden_from, number = depth, number + 1
            depth += 1
        if hidden_from is None:
            kept.append(line)
        if not is_code and CLOSING.match(bare) and depth:
            depth -= 1
            if depth == hidden_from:
                hidden_from = None
    if number:
        why = ngettext(
            "One note for instructors was left out; learners must not read it.",
            "%(num)d notes for instructors were left out; learners must not read them.",
            number,
        )
        receipt.refuse(_("note for instructors"), page.path, why)
    return "\n".join(kept)


def _is_worth_reading(page: Page, receipt: Receipt) -> bool:
    if len(page.body) > MAX_LENGTH["lesson"]:
        why = _("It is longer than %(max)d characters. Split it and import again.", max=MAX_LENGTH["lesson"])
        receipt.refuse(_("page"), page.path, why)
        return False
    words = ADDRESS.sub("]", page.body)
    if len(words.split()) < 30 and PLACEHOLDER.search(f"{page.title} {words}"):
        receipt.refuse(_("page"), page.path, _("It is a placeholder that nobody has filled in."))
        return False
    return True


def _number(value) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return round(value)
    found = re.search(r"(\d+)\s*(h|u(?:ur)?\b)?", str(value or ""), re.I)
    return int(found[1]) * (60 if found[2] else 1) if found and len(found[1]) < 5 else None
