"""Opening an archive by what it holds, whatever its name says."""

import os
from pathlib import Path
from typing import BinaryIO

from lms.archives.limits import DEFAULT, ArchiveRefused, Limits
from lms.archives.tars import open_tar
from lms.archives.trees import Tree
from lms.archives.zips import open_zip

ZIP, EMPTY_ZIP, GZIP, USTAR = b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"ustar"


def open_archive(source: str | Path | BinaryIO, limits: Limits = DEFAULT) -> Tree:
    """A zip, tar or gzipped tar, read through and found sound; otherwise ArchiveRefused."""
    # The tree keeps the file open and closes it.
    file = open(source, "rb") if isinstance(source, str | os.PathLike) else source  # noqa: SIM115
    try:
        return _opened(file, limits)
    except BaseException:
        if file is not source:
            file.close()
        raise


def _opened(file, limits):
    packed = file.seek(0, os.SEEK_END)
    file.seek(0)
    beginning = file.read(512)
    file.seek(0)
    if beginning.startswith(EMPTY_ZIP):
        raise ArchiveRefused("empty")
    if beginning.startswith(ZIP):
        return open_zip(file, packed, limits)
    if beginning.startswith(GZIP) or beginning[257:262] == USTAR:
        return open_tar(file, packed, limits, is_gzipped=beginning.startswith(GZIP))
    raise ArchiveRefused("not-an-archive")
