"""What a question file holds, in the shape of the bank; and the texts of others as Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from flask_babel import gettext as _

from courses.questions.kinds import check
from courses.questions.kinds.fields import KINDS, TEXT
from courses.questions.kinds.typing import alike_by
from lms.interchange.receipts import Receipt
from lms.interchange.wording import guess_language
from lms.markup import excerpt, plain_text, render
from lms.markup.writing import from_html, from_plain

COUNTED = ("entries", "questions", "categories", "files")
MOST_ENTRIES = 2_000
MOST_BYTES = 32 * 1024 * 1024
MOST_LETTERS = 60_000  # of one text
LONGEST_NAME = 200
COMMON = frozenset({"feedback", "feedback_right", "feedback_partly", "feedback_wrong", "hints"})
PLUGIN_FILE = re.compile(r"@@PLUGINFILE@@/([^\s)\"'<>?#]+)(?:\?[^\s)\"'<>]*)?")
HAS_TAGS = re.compile(r"<(?:[a-z][a-z0-9]*(?:\s[^<>]*)?/?|/[a-z][a-z0-9]*|!--.*?--)>", re.I | re.S)
WORDS_IN_HTML = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.I)


class Unreadable(Exception):
    """The file as a whole cannot be used; the sentence says why."""


class Refused(Exception):
    """One entry cannot be used; the sentence says why."""


@dataclass
class Item:
    """One question; `content` as courses/questions/kinds describe it. `files` stand in its texts as @@PLUGINFILE@@/name."""

    kind: str
    name: str
    content: dict
    points: float = 1.0
    tags: list[str] = field(default_factory=list)
    key: str = ""
    category: tuple[str, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)
    where: str = ""


@dataclass
class Source:
    """What a file holds: its questions in order, the categories it names, and what of it did not come through as it was."""

    format: str = ""
    language: str = "en"  # of questions that are too short to tell
    items: list[Item] = field(default_factory=list)
    categories: list[tuple[str, ...]] = field(default_factory=list)
    receipt: Receipt = field(default_factory=lambda: empty_receipt())

    def add(self, item: Item) -> None:
        """Take a question in as the bank would keep it; Refused when nobody could be asked it."""
        _settle_fields(item, self)
        if problems := check(item.kind, item.content):
            path, sentence = problems[0]
            raise Refused(f"{path}: {sentence}")
        self.items.append(item)


def empty_receipt() -> Receipt:
    return Receipt(arrived=dict.fromkeys(COUNTED, 0))


def _settle_fields(item: Item, source: Source) -> None:
    """Every field of the kind and no other; words that have no field there are named."""
    known = {field.name: field for field in KINDS[item.kind].fields}
    for name in (item.content.keys() & COMMON) - known.keys():
        if item.content.pop(name):
            why = _("Questions of this kind have no place for it; it was left out.")
            source.receipt.change(_("feedback or hint"), item.where, why)
    empty = {name: field.empty for name, field in known.items() if field.kind == TEXT or name == "hints"}
    language = item.content.get("language") or guess_language(item.content["text"]) or source.language
    item.content = empty | {"explained_at": None} | item.content | {"language": language}


def as_markdown(text: str, form: str) -> str:
    """A text in one of Moodle's formats: html, markdown, plain (letters only), or moodle (lines, and HTML where it has tags)."""
    text = text.replace("\x00", "")
    if form == "markdown":
        return text.strip("\n").rstrip()
    if form == "html" or (form == "moodle" and (HAS_TAGS.search(text) or WORDS_IN_HTML.search(text))):
        return from_html(text if form == "html" else text.strip().replace("\n", "<br>\n"))
    return from_plain(text)


def as_plain(text: str, form: str) -> str:
    """A text of which only the words count, such as an accepted answer."""
    if form == "html" or (form == "moodle" and (HAS_TAGS.search(text) or WORDS_IN_HTML.search(text))):
        return plain_text(text)
    return " ".join(text.split())


def name_of(title: str, text: str) -> str:
    """The title, or the first words of the text."""
    name = " ".join(title.split()) or excerpt(plain_text(render(text[:2_000]).html), 80)
    return name[:LONGEST_NAME]


def category_path(written: str) -> tuple[str, ...]:
    """“$course$/top/Safety/First aid” → (“Safety”, “First aid”); two slashes are one slash in a name."""
    parts = [part.replace("\0", "/").strip() for part in written.replace("//", "\0").split("/")]
    parts = [" ".join(part.split())[:LONGEST_NAME] for part in parts if part]
    if parts and re.fullmatch(r"\$[a-z]+\$", parts[0]):
        parts = parts[1:]
    if parts and parts[0] == "top":
        parts = parts[1:]
    return tuple(parts[:10])


def letters(number: int) -> str:
    """Keys of what people choose from: 0 → a, 26 → a1."""
    return f"{chr(97 + number % 26)}{number // 26 or ''}"


def without_missing_files(text: str, known, missing: list[str]) -> str:
    """The text without pictures of files that are not there; their names are added to `missing`."""

    def settle(found):
        address = PLUGIN_FILE.search(found[0])
        name = unquote(address[1]) if address else ""
        if not address or name in known:
            return found[0]
        missing.append(name)
        return found["alt"]

    return re.sub(r"!?\[(?P<alt>[^\[\]\n]*)\]\(@@PLUGINFILE@@/[^)\s]*\)", settle, text)


def every_text(content, change):
    """The content with every string in it put through `change`."""
    if isinstance(content, str):
        return change(content)
    if isinstance(content, list):
        return [every_text(part, change) for part in content]
    if isinstance(content, dict):
        return {key: every_text(part, change) for key, part in content.items()}
    return content


def alike_losses(typed: dict) -> Iterator[str]:
    """What no format says about how typed words are compared."""
    alike = alike_by(typed)
    if not alike["match_accents"]:
        yield _("The file does not say that accents do not matter.")
    if alike["spaces"] != "runs":
        yield _("The file does not say how spaces are compared.")
