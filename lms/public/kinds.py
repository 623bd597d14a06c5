"""The kinds of public pages there are: app.py lists them, sitemaps and the rules for robots are made from them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Row, Select

kinds: dict[str, "Kind"] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """An address in a sitemap; `alternates` are the paths of its languages, its own among them."""

    path: str
    updated_at: datetime | None = None
    alternates: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`rows()` selects what guests read of it now, with `id`, `updated_at` and what `entries` asks of a row.

    `path` is the page that lists them; `folder` is what the addresses of all of them begin with."""

    name: str
    path: str
    folder: str
    rows: Callable[[], Select]
    entries: Callable[[list[Row]], list[Entry]]


def tell_of(kind: Kind) -> None:
    """Let search engines know of these pages."""
    kinds[kind.name] = kind
