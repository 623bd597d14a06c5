"""What a path says: the language of a page, the place it shares with its translations, and who it is for."""

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
STAFF = frozenset(
    "instructor instructors teacher teachers trainer trainers facilitator facilitators profiles docent docenten trainers "
    "begeleider begeleiders".split()
)
STAFF_PAGES = re.compile(
    r"(?:instructor|teacher|trainer|facilitator|docenten?|begeleiders?|trainers?)s?[ _-]*(?:notes?|guide|handleiding|notities)\Z",
    re.I,
)
ABOUT_SOURCE = frozenset(
    "license licence copying notice authors contributors credits citation provenance readme index".split()
)
FOR_MAKERS = frozenset(
    "contributing code_of_conduct code-of-conduct changelog changes history security support funding todo governance "
    "maintainers pull_request_template issue_template".split()
)


def language_and_key(path: str, all_paths: set[str]) -> tuple[str | None, str]:
    """(language the path says or None, path without that): pages with one key are one lesson."""
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


def is_for_staff(path: str) -> bool:
    """Whether a page is for who teaches: learners must not read it."""
    folders, stem = path.lower().split("/")[:-1], PurePosixPath(path).stem
    return any(re.sub(r"[ _-]*(notes|guide)$", "", folder) in STAFF for folder in folders) or bool(
        STAFF_PAGES.match(stem)
    )


def is_about_source(path: str) -> bool:
    """Whether a page says whose work this is and on what terms: kept, but no lesson."""
    return "/" not in path and _stem(path) in ABOUT_SOURCE


def is_for_makers(path: str) -> bool:
    return "/" not in path and _stem(path) in FOR_MAKERS


def is_front(key: str) -> bool:
    """Whether this is the front page of the course."""
    return "/" not in key and _stem(key) in ("readme", "index")


def is_folder_page(key: str) -> bool:
    """Whether this is the front page of a folder."""
    return "/" in key and _stem(key) in ("readme", "index", "_index")


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


def _stem(path: str) -> str:
    return PurePosixPath(path).stem.lower()
