"""The files of a source: their paths, and finding the one an address in a page means."""

import posixpath
import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote, urlsplit

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mkdn")
SYSTEM_NAMES = frozenset({"__macosx", "node_modules", "thumbs.db", "desktop.ini", "__pycache__"})
DIGITS = re.compile(r"(\d+)")
REPOSITORY = re.compile(r"/(?:blob|tree|raw|src|-/blob)/[^/]+/(.+)\Z")


class Tree:
    """Paths with forward slashes, relative to the source; a single folder around everything is left away."""

    def __init__(self, paths: Iterable[str], read: Callable[[str], bytes]):
        found = sorted(path.replace("\\", "/").strip("/") for path in paths)
        self._prefix = _folder_around(found)
        self._read = read
        self.system = [path for path in found if is_of_the_system(path)]
        ours = (path[len(self._prefix) :] for path in found if not is_of_the_system(path))
        self.paths = sorted(ours, key=natural)
        self._known = set(self.paths)
        self._folded = {}
        for path in reversed(self.paths):
            self._folded[path.casefold()] = path

    @property
    def name(self) -> str:
        """The name of the single folder around everything, when there was one."""
        return self._prefix.strip("/").rpartition("/")[2]

    def read(self, path: str) -> bytes:
        return self._read(self._prefix + path)

    def __contains__(self, path: str) -> bool:
        return path in self._known

    def pages(self) -> list[str]:
        return [path for path in self.paths if is_markdown(path)]

    def find(self, address: str, page: str) -> str | None:
        """The file meant by an address as somebody wrote it in a page; None when there is none.

        Tried from the page's folder, then from the root, as written and with its escapes undone."""
        folder = posixpath.dirname(page)
        bare = address.partition("#")[0].partition("?")[0]
        for written in dict.fromkeys((address, bare, unquote(bare), unquote(unquote(bare)))):
            bases = ("",) if written.startswith("/") else (folder, "")
            for base in bases:
                path = posixpath.normpath(posixpath.join(base, written.lstrip("/"))) if written else ""
                if found := self._as_it_is(path):
                    return found
        return None

    def _as_it_is(self, path: str) -> str | None:
        if not path or path.startswith("../"):
            return None
        # Sites made from Markdown link to the pages they become.
        stem = path.removesuffix(".html").removesuffix(".htm").rstrip("/")
        candidates = (path, f"{stem}.md", f"{stem}/index.md", f"{stem}/README.md", f"{path}.md")
        return next((found for candidate in candidates if (found := self._exact(candidate))), None)

    def _exact(self, path: str) -> str | None:
        return path if path in self._known else self._folded.get(path.casefold())


def is_markdown(path: str) -> bool:
    return path.lower().endswith(MARKDOWN)


def linked_page(address: str, page: str, tree: Tree) -> str | None:
    """The page a link means: a file of the source, or the same file where the source is published."""
    parts = urlsplit(address)
    if parts.scheme in ("http", "https"):
        found = REPOSITORY.search(unquote(parts.path))
        path = found[1] if found else ""
        return path if path in tree and is_markdown(path) else None
    if parts.scheme or address.startswith(("#", "//")):
        return None
    path = tree.find(address, page)
    return path if path and is_markdown(path) else None


def natural(path: str) -> list:
    """Sorts “2 b” before “10 a”, and a folder's own pages before its subfolders."""
    parts = path.casefold().split("/")
    folders = [[(1, *_pieces(part))] for part in parts[:-1]]
    return [*folders, [(0, *_pieces(parts[-1]))]]


def _pieces(part: str) -> list:
    return [(0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in DIGITS.split(part) if piece]


def _folder_around(paths: list[str]) -> str:
    folders = {posixpath.dirname(path) for path in paths if not is_of_the_system(path)}
    around = posixpath.commonpath(folders) if folders else ""
    return f"{around}/" if around else ""


def is_of_the_system(path: str) -> bool:
    return any(part.startswith((".", "~$")) or part.casefold() in SYSTEM_NAMES for part in path.split("/"))
