"""Finding the words and addresses an academy does not want, however they are written."""

import re
import unicodedata
from functools import lru_cache


def found(listed: str, text: str) -> str:
    """The first entry of a list, one per line, that a text holds; empty when it holds none.

    An entry is a whole word or several; with `*` at its end also longer words; with a dot or a slash part of an address."""
    pattern = _pattern(listed)
    match = pattern.search(folded(text)) if pattern else None
    return " ".join(match[0].split()) if match else ""


def folded(text: str) -> str:
    """Without capitals, accents and invisible signs that would hide a word."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if unicodedata.category(letter) not in ("Mn", "Cf"))


def entries(listed: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in listed.splitlines() if line.strip(" \t*")))


@lru_cache(64)
def _pattern(listed: str) -> re.Pattern | None:
    parts = [_part(folded(entry)) for entry in entries(listed)]
    return re.compile("|".join(parts)) if parts else None


def _part(entry: str) -> str:
    words = r"\s+".join(map(re.escape, entry.rstrip("*").split()))
    if "." in entry or "/" in entry:
        return words
    return rf"(?<!\w){words}" + (r"\w*" if entry.endswith("*") else r"(?!\w)")
