"""Keys for the blocks of a text, and finding a block again after the text was edited."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lms.markup.tree import Element, read

CLOSE_ENOUGH = 0.75
MAX_COMPARED = 2_000
KEY = re.compile(r"[0-9a-f]{10}(?:-[0-9]{1,4})?\Z")
NOT_WORDS = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Block:
    key: str
    text: str


def block_key(text: str, seen: dict[str, int]) -> str:
    """A short key from the text alone, so that edits elsewhere leave it; repeats get a number."""
    digest = hashlib.sha256(_normal(text).encode()).hexdigest()[:10]
    seen[digest] = seen.get(digest, 0) + 1
    return digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"


def find_anchor(blocks: Sequence[Block], key: str, quote: str) -> str | None:
    """The block an earlier anchor belongs to now: same key, else the quoted words, else the closest text."""
    quoted = _normal(quote)
    with_key = next((block for block in blocks if block.key == key), None)
    if with_key and (not quoted or "-" not in key or quoted in _normal(with_key.text)):
        return key
    if not quoted:
        return None
    for block in blocks:
        if quoted in _normal(block.text):
            return block.key
    return _closest(blocks, quoted)


def blocks_in(html: str) -> list[Block]:
    """The blocks of a text as it is stored."""
    keyed = (part for part in read(html).children if isinstance(part, Element) and "data-block" in part.attributes)
    return [Block(part.attributes["data-block"], part.text()) for part in keyed]


def with_passage(html: str, key: str) -> tuple[str, bool]:
    """The text in which `#passage` leads to the block with this key, and whether that block is there."""
    found = re.search(rf'<[a-z0-9]+([^<>]*) data-block="{key}"([^<>]*)>', html) if KEY.match(key) else None
    if found is None:
        return html, False
    if " id=" in found[1] + found[2]:  # a heading keeps the name it has
        return f'{html[: found.end()]}<span id="passage"></span>{html[found.end() :]}', True
    return f'{html[: found.end() - 1]} id="passage"{html[found.end() - 1 :]}', True


def _closest(blocks, quoted):
    quoted = quoted[:MAX_COMPARED]
    best, best_ratio = None, CLOSE_ENOUGH
    for block in blocks:
        text = _normal(block.text)[:MAX_COMPARED]
        matcher = SequenceMatcher(None, text, quoted, autojunk=False)
        if matcher.real_quick_ratio() < best_ratio or matcher.quick_ratio() < best_ratio:
            continue
        ratio = matcher.ratio()
        if ratio > best_ratio or (ratio == best_ratio and best is None):
            best, best_ratio = block.key, ratio
    return best


def _normal(text):
    return NOT_WORDS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
