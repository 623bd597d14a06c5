"""The media type of an upload, from what it holds; its name only decides between kinds of text and of zip."""

import io
import re
import zipfile

UNKNOWN = "application/octet-stream"
BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"%PDF-", "application/pdf"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
)
MPEG_FRAME = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb]")
TEXT_TYPES = {
    "txt": "text/plain",
    "csv": "text/csv",
    "md": "text/markdown",
    "markdown": "text/markdown",
    "vtt": "text/vtt",
}
OFFICE_FOLDERS = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
DECLARED_TYPES = frozenset(
    {
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.presentation",
        "application/epub+zip",
    }
)
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
SVG = re.compile(
    r"\A\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*|<!DOCTYPE\s+svg.{0,3000}?>\s*)*<(?:\w+:)?svg[\s>/]",
    re.S | re.I,
)


def media_type_of(data: bytes, name: str = "") -> str:
    for beginning, media_type in BEGINNINGS:
        if data.startswith(beginning):
            return media_type
    if data[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(data[8:12], UNKNOWN)
    if data[4:8] == b"ftyp":
        return _iso_media(data[8:12])
    if data.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"webm" in data[:64] else UNKNOWN
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if MPEG_FRAME.match(data):
        return "audio/mpeg"
    return _text(data, name)


def _iso_media(brand):
    if brand in (b"avif", b"avis"):
        return "image/avif"
    if brand in (b"M4A ", b"M4B "):
        return "audio/mp4"
    if brand in (b"heic", b"heix", b"mif1"):
        return UNKNOWN
    return "video/mp4"


def _zipped(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if names and names[0] == "mimetype" and archive.getinfo("mimetype").file_size < 100:
                declared = archive.read("mimetype").decode("ascii", "replace").strip()
                return declared if declared in DECLARED_TYPES else "application/zip"
    # Every damaged archive fails in its own way; it is then a zip and nothing more.
    except Exception:
        return "application/zip"
    if "[Content_Types].xml" in names:
        for folder, media_type in OFFICE_FOLDERS.items():
            # A document that carries macros is kept, but never announced as an ordinary one.
            if any(name.startswith(folder) for name in names) and f"{folder}vbaProject.bin" not in names:
                return media_type
    return "application/zip"


def _text(data, name):
    if BINARY.search(data[:65_536]):
        return UNKNOWN
    try:
        beginning = data[:65_536].decode("utf-8-sig", "strict" if len(data) <= 65_536 else "ignore")
    except UnicodeDecodeError:
        return UNKNOWN
    if SVG.match(beginning):
        return "image/svg+xml"
    if beginning.startswith("WEBVTT"):
        return "text/vtt"
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return TEXT_TYPES.get(ending, UNKNOWN)
