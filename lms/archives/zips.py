"""Zip files, whose table of contents is not believed."""

import stat
import struct
import zipfile
import zlib

from lms.archives.limits import ArchiveRefused
from lms.archives.trees import Tree, check_collisions, pieces, safe_name

METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
ENCRYPTED = 0x1 | 0x40 | 0x2000
UNIX = 3
LOCAL_HEADER = struct.Struct("<4s22xHH")
END_OF_TABLE = b"PK\x05\x06"
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    struct.error,
)


class ZipTree(Tree):
    def __init__(self, archive, file, entries):
        super().__init__({name: entry.file_size for name, entry in entries.items()})
        self._archive, self._file, self._entries = archive, file, entries

    def close(self):
        self._archive.close()
        self._file.close()

    def _stream(self, name):
        try:
            with self._archive.open(self._entries[name]) as file:
                yield from pieces(file)
        except BROKEN as error:
            raise ArchiveRefused("damaged", name) from error


def open_zip(file, packed, limits):
    _refuse_endless_table(file, packed, limits)
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as error:
        raise ArchiveRefused("damaged") from error
    listed = archive.infolist()
    if len(listed) > limits.entries:
        raise ArchiveRefused("too-many")
    entries = {}
    for entry in listed:
        _refuse_oddity(entry)
        name = safe_name(entry.filename)
        if name in entries:
            raise ArchiveRefused("same-name", name)
        if not entry.is_dir():
            entries[name] = entry
    if not entries:
        raise ArchiveRefused("empty")
    check_collisions(entries)
    _refuse_sizes(entries, packed, limits)
    _refuse_overlap(file, listed, archive.start_dir)
    tree = ZipTree(archive, file, entries)
    # Sizes and checksums are only claims until every byte has been unpacked once.
    for name in tree.names():
        for _ in tree.chunks(name):
            pass
    return tree


def _refuse_endless_table(file, packed, limits):
    """Read the number of entries before a library builds an object for each of them."""
    file.seek(max(0, packed - 65_600))
    tail = file.read()
    place = tail.rfind(END_OF_TABLE)
    if place < 0 or len(tail) < place + 12:
        raise ArchiveRefused("damaged")
    entries = int.from_bytes(tail[place + 10 : place + 12], "little")
    if limits.entries < entries < 0xFFFF:
        raise ArchiveRefused("too-many")
    table = int.from_bytes(tail[place + 12 : place + 16], "little")
    if table != 0xFFFFFFFF and table > limits.entries * 1_500:
        raise ArchiveRefused("too-many")
    file.seek(0)


def _refuse_oddity(entry):
    name = entry.orig_filename
    if entry.flag_bits & ENCRYPTED:
        raise ArchiveRefused("encrypted", name)
    if "\x00" in name:
        raise ArchiveRefused("unsafe-name", name)
    kind = stat.S_IFMT(entry.external_attr >> 16) if entry.create_system == UNIX else 0
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or (kind == stat.S_IFDIR) > entry.is_dir():
        raise ArchiveRefused("not-a-file", name)
    if entry.compress_type not in METHODS:
        raise ArchiveRefused("compression", name)


def _refuse_sizes(entries, packed, limits):
    total = sum(entry.file_size for entry in entries.values())
    if total > limits.size or packed > limits.size:
        raise ArchiveRefused("too-large")
    limits.check_ratio(packed, total)
    for name, entry in entries.items():
        limits.check_ratio(entry.compress_size, entry.file_size, name)


def _refuse_overlap(file, listed, table_starts):
    """Every entry must have bytes of its own: header, name, content, up to where the next begins."""
    taken = 0
    for entry in sorted(listed, key=lambda entry: entry.header_offset):
        file.seek(entry.header_offset)
        header = file.read(LOCAL_HEADER.size)
        if len(header) < LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise ArchiveRefused("damaged", entry.filename)
        _, name_length, extra_length = LOCAL_HEADER.unpack(header)
        if entry.header_offset < taken:
            raise ArchiveRefused("overlap", entry.filename)
        taken = entry.header_offset + LOCAL_HEADER.size + name_length + extra_length + entry.compress_size
    if taken > table_starts:
        raise ArchiveRefused("overlap")
