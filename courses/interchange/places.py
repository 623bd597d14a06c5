"""What a path says: who a page is for, and whether it is about the course."""

import re
from pathlib import PurePosixPath

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


def _stem(path: str) -> str:
    return PurePosixPath(path).stem.lower()
