"""A tree of files with names that can be trusted, and the judging of those names."""

import unicodedata
from collections.abc import Iterable, Iterator

from lms.archives.limits import ArchiveRefused

MAX_NAME = 1_000
MAX_PART = 255
CHUNK = 256 * 1024


class Tree:
    """What zip files, tar files and folders look like to whoever reads them; names are relative and use "/"."""

    def __init__(self, sizes: dict[str, int]):
        self._sizes = sizes

    def __enter__(self) -> "Tree":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def __contains__(self, name: str) -> bool:
        return name in self._sizes

    @property
    def size(self) -> int:
        """The bytes of all files together, unpacked."""
        return sum(self._sizes.values())

    def names(self) -> tuple[str, ...]:
        return tuple(self._sizes)

    def size_of(self, name: str) -> int:
        return self._sizes[name]

    def read(self, name: str) -> bytes:
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """The file piece by piece; KeyError where there is none, ArchiveRefused where it is not what it was."""
        expected, counted = self._sizes[name], 0
        for chunk in self._stream(name):
            counted += len(chunk)
            if counted > expected:
                raise ArchiveRefused("damaged", name)
            yield chunk
        if counted != expected:
            raise ArchiveRefused("damaged", name)

    def close(self) -> None:
        pass

    def _stream(self, name: str) -> Iterator[bytes]:
        raise NotImplementedError


def pieces(file) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def safe_name(name: str) -> str:
    """The name in one spelling; refused when it is absolute, climbs, or holds what no file system should see."""
    spelled = unicodedata.normalize("NFC", name.replace("\\", "/"))
    is_absolute = spelled.startswith("/") or spelled[1:2] == ":"
    parts = [part for part in spelled.split("/") if part not in ("", ".")]
    if (
        not parts
        or is_absolute
        or ".." in parts
        or len(spelled) > MAX_NAME
        or any(len(part.encode("utf-8", "replace")) > MAX_PART for part in parts)
        or any(unicodedata.category(character) in ("Cc", "Cs") for character in spelled)
    ):
        raise ArchiveRefused("unsafe-name", name)
    return "/".join(parts)


def check_collisions(names: Iterable[str]) -> None:
    """Refuse names that would be one file on some system, and a file that is also somebody's folder."""
    seen, folders = set(), set()
    for name in names:
        key = unicodedata.normalize("NFKC", name).casefold()
        if key in seen:
            raise ArchiveRefused("same-name", name)
        seen.add(key)
        while "/" in key:
            key = key.rpartition("/")[0]
            folders.add(key)
    both = seen & folders
    if both:
        raise ArchiveRefused("same-name", min(both))
