"""English and Dutch are complete: every sentence has its Dutch words, and no template speaks without being asked."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "lms/translations/nl/LC_MESSAGES/messages.po"
SOURCES = ("lms", "knowledge", "courses", "cohorts", "discussions", "templates")
KEYWORDS = {
    "_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "lazy_ngettext": (1, 2)
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%")
TEMPLATES = sorted((*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")))

SPOKEN_ATTRIBUTES = ("title", "aria-label", "placeholder", "alt", "data-sending")
# Names that are the same in every language, keys of a keyboard, and units.
SAME_IN_EVERY_LANGUAGE = {
    "Leerkring",
    "English",
    "Nederlands",
    "Markdown",
    "Enter",
    "Esc",
    "Ctrl",
    "min",
    "MB",
    "kB",
    "CSV",
}
COMMENT = re.compile(r"\{#.*?#\}", re.S)
SAID = re.compile(r"\b(?:_|ngettext|gettext)\(")
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)
LITERAL = re.compile(r'"([^"\\]*)"|\'([^\'\\]*)\'')
WORD = re.compile(r"[^\W\d_]{2,}")
PIECE_OF_TAG = re.compile(r'[a-z-]+="[^"]*"|-[a-z]+')  # what a macro puts into a tag
SPEAKING_CALLS = re.compile(r"Field$|^ValidationError$|^UploadRefused$|^flash$")
SPEAKING_KEYWORDS = ("toast", "message", "description", "subject")


@pytest.fixture(scope="module")
def messages() -> dict:
    """msgid (or a pair of singular and plural) → where it first stands."""
    with (ROOT / "lms/translations/babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file, "babel.cfg")
    found = {}
    # The patterns of babel.cfg are relative to the root.
    for name, line, message, _comments, _context in extract_from_dir(
        ROOT, methods, options, keywords=KEYWORDS, directory_filter=is_source
    ):
        found.setdefault(message, f"{name}:{line}")
    assert len(found) > 1_000, "where have the sentences gone?"
    return found


@pytest.fixture(scope="module")
def catalogue():
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="nl")


def is_source(path: str) -> bool:
    parts = Path(path).relative_to(ROOT).parts
    return not parts or parts[0] in SOURCES


def test_every_sentence_has_dutch_words(messages, catalogue):
    missing = []
    for message, place in messages.items():
        singular = message[0] if isinstance(message, tuple) else message
        entry = catalogue.get(singular)
        words = entry.string if entry else ()
        words = words if isinstance(words, tuple) else (words,)
        if entry is None or not all(words):
            missing.append(f"{place} has no Dutch words: {singular!r}")
        elif entry.fuzzy:
            missing.append(f"{place} has Dutch words nobody has read: {singular!r}")
        elif isinstance(message, tuple) and (len(words) != 2 or entry.id[1] != message[1]):
            missing.append(f"{place} has no Dutch plural: {message!r}")
    assert not missing, "\n".join(sorted(missing))


def test_dutch_words_hold_the_same_places(catalogue):
    different = []
    for entry in catalogue:
        ids = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        known = {name for text in ids for name in PLACEHOLDER.findall(text)}
        for text, original in zip(strings, ids, strict=False):
            places = set(PLACEHOLDER.findall(text))
            # A singular may say “one” where the plural gives the number.
            if not places <= known or (len(ids) == 1 and places != set(PLACEHOLDER.findall(original))):
                different.append(f"{original!r} → {text!r}")
            if "%" in PLACEHOLDER.sub("", text) and "%(" in text:
                different.append(f"a place that is none: {text!r}")
    assert not different, "\n".join(different)


def test_catalogue_holds_nothing_that_is_no_longer_said(messages, catalogue):
    said = {message[0] if isinstance(message, tuple) else message for message in messages}
    over = [
        entry.id
        for entry in catalogue
        if entry.id and (entry.id[0] if isinstance(entry.id, tuple) else entry.id) not in said
    ]
    assert not over, "\n".join(map(repr, over))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_speaks_through_gettext(path):
    assert not (found := spoken_in(path)), "\n".join(["wrap these words in _():", *found])


def test_code_speaks_through_gettext():
    """Labels, refusals and toasts are no bare strings."""
    bare = []
    for path in (path for source in SOURCES for path in (ROOT / source).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            said = node.args[:1] if SPEAKING_CALLS.search(name) else []
            said += [keyword.value for keyword in node.keywords if keyword.arg in SPEAKING_KEYWORDS]
            bare += [f"{path.relative_to(ROOT)}:{value.lineno}" for value in said if is_bare(value)]
    assert not bare, "\n".join(bare)


def is_bare(value: ast.expr) -> bool:
    """Whether words stand there as they are, in one piece or put together."""
    if isinstance(value, ast.JoinedStr):
        return any(is_bare(part) for part in value.values)
    return isinstance(value, ast.Constant) and isinstance(value.value, str) and is_spoken(value.value)


def spoken_in(path: Path) -> list[str]:
    """Words a reader would see in English whatever their language."""
    source = COMMENT.sub("", path.read_text())
    found = [f"in an expression: {words}" for part in EXPRESSION.findall(source) for words in literal_sentences(part)]
    bare = EXPRESSION.sub(" ", source)
    if path.suffix == ".txt":
        return found + [f"text: {line.strip()}" for line in bare.splitlines() if is_spoken(line)]
    reader = Reader()
    reader.feed(bare)
    return found + reader.found


def literal_sentences(expression: str) -> list[str]:
    """String literals that read like a sentence and are no argument of gettext."""
    rest, position = "", 0
    while said := SAID.search(expression, position):
        rest += expression[position : said.start()]
        position = end_of_call(expression, said.end())
    rest += expression[position:]
    words = [one or other for one, other in LITERAL.findall(rest)]
    return [text for text in words if re.match(r"[A-Z][a-z]+[ ,.!?…]", text) and is_spoken(text)]


def end_of_call(expression: str, start: int) -> int:
    """Where the call that was opened before `start` is closed; brackets inside quotes do not count."""
    depth, quote = 1, ""
    for position in range(start, len(expression)):
        letter = expression[position]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
            if depth == 0:
                return position + 1
    return len(expression)


def is_spoken(text: str) -> bool:
    return any(word not in SAME_IN_EVERY_LANGUAGE for word in WORD.findall(text))


class Reader(HTMLParser):
    """Collects text and the attributes that are read out or shown."""

    SILENT = ("style", "script", "svg")

    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag, attributes):
        self._silent += tag in self.SILENT
        self.found += [
            f"{name} of <{tag}>: {value}"
            for name, value in attributes
            if name in SPOKEN_ATTRIBUTES and is_spoken(value or "")
        ]

    def handle_endtag(self, tag):
        self._silent -= tag in self.SILENT and self._silent > 0

    def handle_data(self, data):
        if not self._silent and is_spoken(PIECE_OF_TAG.sub("", data)):
            self.found.append(f"text: {' '.join(data.split())}")
