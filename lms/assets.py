"""Static files and their addresses, which change when the content does."""

import hashlib
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"


@cache
def asset(path: str) -> str:
    """The address of a static file, with a hash of its content so that browsers may keep it for a year."""
    digest = hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:10]
    return f"/static/{path}?v={digest}"
