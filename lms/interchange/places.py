"""What a path says of the language of a page, and which place it shares with its translations."""

import json
import re
from pathlib import PurePosixPath

from lms.languages import NAMES

# Folders that hold translations; below them any language code is one, elsewhere only a language we speak.
CONTAINERS = frozenset(
    "translations translation i18n l10n locale locales lang langs language languages vertalingen".split()
)
CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z]{2,4})?\Z", re.I)
SUFFIX = re.compile(r"(.+?)[._-]([a-z]{2})\Z", re.I)


def language_and_key(path: str, all_paths: set[str]) -> tuple[str | None, str]:
    """(language the path says or None, path without that): pages with one key say the same."""
    parts = path.split("/")
    for index, part in enumerate(parts[:-1]):
        found = CODE.match(part)
        if not found:
            continue
        code = found[1].lower()
        if index and parts[index - 1].lower() in CONTAINERS:
            return code, "/".join(parts[: index - 1] + parts[index + 1 :])
        if code in NAMES and part.lower() == code:
            return code, "/".join(parts[:index] + parts[index + 1 :])
    stem, ending = PurePosixPath(path).stem, PurePosixPath(path).suffix
    found = SUFFIX.match(stem)
    if found and found[2].lower() in NAMES:
        folder = path[: len(path) - len(stem) - len(ending)]
        twins = {f"{folder}{found[1]}{mark}{code}{ending}" for mark in "._-" for code in NAMES} | {
            f"{folder}{found[1]}{ending}"
        }
        if "." + found[2] in stem or len(twins & all_paths) > 1:
            return found[2].lower(), f"{folder}{found[1]}{ending}"
    return None, path


def header_data(comment: str) -> dict:
    """The data some tools leave in a comment at the top of a page."""
    start, end = comment.find("{"), comment.rfind("}")
    if start < 0 or end < start:
        return {}
    try:
        found = json.loads(comment[start : end + 1])
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
