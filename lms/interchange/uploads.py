"""What somebody sends to be imported: one archive, or many files that are packed into one."""

import io
import secrets
import zipfile
from typing import BinaryIO

from werkzeug.datastructures import FileStorage

from lms import archives
from lms.files.actions import keep_bytes


def gathered(files: list[FileStorage]) -> tuple[str, bytes]:
    """(name, bytes of an archive); ArchiveRefused when it could not be trusted. Nothing is kept yet."""
    if len(files) == 1 and not files[0].filename.lower().endswith((".md", ".markdown")):
        name, data = files[0].filename, files[0].read()
    else:
        name, data = _common_folder(files), _packed(files)
    with archives.open_archive(io.BytesIO(data)):
        return name.replace("\\", "/").rpartition("/")[2] or name, data


def keep(data: bytes) -> str:
    """Keep an archive for the worker; its key."""
    key = secrets.token_urlsafe(18)
    keep_bytes(key, data)
    return key


def _packed(files: list[FileStorage]) -> bytes:
    buffer: BinaryIO = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for file in files:
            archive.writestr(file.filename.replace("\\", "/"), file.read())
    return buffer.getvalue()


def _common_folder(files: list[FileStorage]) -> str:
    """A browser that sends a folder names each file with its path."""
    heads = {file.filename.replace("\\", "/").partition("/")[0] for file in files if "/" in file.filename}
    return heads.pop() if len(heads) == 1 else files[0].filename
