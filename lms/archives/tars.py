"""Tar files, plain or gzipped: Moodle's backups come so."""

import gzip
import tarfile
import tempfile
import zlib

from lms.archives.limits import ArchiveRefused
from lms.archives.trees import CHUNK, Tree, check_collisions, pieces, safe_name

IN_MEMORY = 16 * 1024**2
MAX_HEADER = 1024**2
BROKEN = (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, OSError, ValueError)


class _Wary:
    """The tar's bytes; a header may not ask for more memory than any name needs."""

    def __init__(self, file):
        self.file = file
        self.tell, self.seek = file.tell, file.seek

    def read(self, size=-1):
        if size < 0 or size > MAX_HEADER:
            raise ArchiveRefused("damaged")
        return self.file.read(size)


class TarTree(Tree):
    def __init__(self, archive, files, members):
        super().__init__({name: member.size for name, member in members.items()})
        self._archive, self._files, self._members = archive, files, members

    def close(self):
        self._archive.close()
        for file in self._files:
            file.close()

    def _stream(self, name):
        try:
            with self._archive.extractfile(self._members[name]) as file:
                yield from pieces(file)
        except BROKEN as error:
            raise ArchiveRefused("damaged", name) from error


def open_tar(file, packed, limits, *, is_gzipped):
    unpacked = _unpacked(file, packed, limits) if is_gzipped else file
    try:
        return _judged(unpacked, [file, unpacked], limits)
    except BaseException:
        if is_gzipped:
            unpacked.close()
        raise


def _judged(unpacked, files, limits):
    try:
        archive = tarfile.TarFile(fileobj=_Wary(unpacked), mode="r", errorlevel=2)
        members, total, count = {}, 0, 0
        for member in archive:
            count += 1
            total += member.size
            if count > limits.entries:
                raise ArchiveRefused("too-many")
            if total > limits.size:
                raise ArchiveRefused("too-large")
            if member.issparse() or not (member.isreg() or member.isdir()):
                raise ArchiveRefused("not-a-file", member.name)
            if member.isdir() and member.name.strip("./") == "":
                continue
            name = safe_name(member.name)
            if member.isreg():
                if name in members:
                    raise ArchiveRefused("same-name", name)
                members[name] = member
    except BROKEN as error:
        raise ArchiveRefused("damaged") from error
    if not members:
        raise ArchiveRefused("empty")
    check_collisions(members)
    tree = TarTree(archive, files, members)
    for name in tree.names():
        for _ in tree.chunks(name):
            pass
    return tree


def _unpacked(file, packed, limits):
    # The tree keeps the file open and closes it.
    unpacked, counted = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY), 0  # noqa: SIM115
    try:
        with gzip.GzipFile(fileobj=file) as source:
            while chunk := source.read(CHUNK):
                counted += len(chunk)
                if counted > limits.size:
                    raise ArchiveRefused("too-large")
                limits.check_ratio(packed, counted)
                unpacked.write(chunk)
    except BROKEN as error:
        unpacked.close()
        raise ArchiveRefused("damaged") from error
    except ArchiveRefused:
        unpacked.close()
        raise
    unpacked.seek(0)
    return unpacked
