"""How a collection is written down as files, and read from them again: names, front matter and addresses.

A folder holds `collection.yaml` and one Markdown file per article; a collection in it is a folder of the same kind.
Pictures stand in `images/` and other files in `files/`, beside the outermost `collection.yaml`."""

import posixpath
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

import yaml

from lms.interchange.trees import Tree, is_of_the_system

FORMAT = "leerkring articles 1"
ABOUT = "collection.yaml"
IMAGES, FILES = "images", "files"
LONGEST_NAME = 80  # characters
LONGEST_FILE, SHORTENED = 112, 50  # characters: a shortened name is not shortened again, whatever number it gets
LONGEST_ABOUT = 20_000  # bytes


def named(title: str) -> str:
    """A title as the name of a file: “Huisbezoek: vóóraf” → “huisbezoek-vooraf”."""
    letters = unicodedata.normalize("NFKD", title).casefold()
    kept = "".join(letter for letter in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(letter))
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", kept)).strip("-")
    while len(words.encode()) > LONGEST_NAME:
        words = words[:-1]
    return words.strip("-") or "article"


class Names:
    """Names in one folder, each given once: the second “consent.md” is “consent-2.md”.

    Given again in the natural order of those names, everything gets the name it had."""

    def __init__(self, taken: Iterable[str] = ()):
        self._taken = {_key(name) for name in taken}

    def give(self, stem: str, ending: str = "") -> str:
        name, number = f"{stem}{ending}", 2
        while _key(name) in self._taken:
            name, number = f"{stem}-{number}{ending}", number + 1
        self._taken.add(_key(name))
        return name

    def give_file(self, name: str) -> str:
        """For an upload, called nearly as it was; percent signs would be read as escapes of an address."""
        name = name.replace("%", "_").replace("/", "_")
        name = f"file-{name}" if is_of_the_system(name) else name
        stem, dot, ending = name.rpartition(".") if "." in name.strip(".") else (name, "", "")
        if len(name) > LONGEST_FILE:
            stem, ending = stem[:SHORTENED], ending[:SHORTENED]
        return self.give(stem, dot + ending)


def address_from(page: str, path: str) -> str:
    """How a page leads to another file, both as paths in the folder."""
    return quote(posixpath.relpath(path, posixpath.dirname(page) or "."))


def written_page(data: dict, body: str) -> bytes:
    """An article: its data as front matter, an empty line, its text."""
    return f"---\n{_yaml(data)}---\n\n{body}\n".encode()


def body_of(text: str) -> str:
    """The text of an article as it was written, from what stands behind the front matter."""
    return text.removeprefix("\n").removesuffix("\n")


def written_about(data: dict) -> bytes:
    return _yaml(data).encode()


def read_about(tree: Tree, folder: str = "") -> dict:
    """What a folder says of itself; empty when it is not one of ours."""
    path = posixpath.join(folder, ABOUT)
    data = tree.read(path) if path in tree else b""
    try:
        found = yaml.safe_load(data.decode()) if 0 < len(data) < LONGEST_ABOUT else {}
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and found.get("format") == FORMAT else {}


def _yaml(data: dict) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
