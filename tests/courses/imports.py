"""Small sources to import, written into a folder of the test."""

import json
import struct
import zipfile
import zlib
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def picture(shade: int = 0) -> bytes:
    """A PNG of two by two pixels; another shade is another picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([shade, shade, shade]) * 2 for _ in range(2))
    header = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    """A folder with these files."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def pack(path: Path, files: dict[str, str | bytes]) -> Path:
    """A zip with these files."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def run(app, path: Path, *options: str) -> dict:
    """The receipt of the command; fails when it does not end well."""
    result = app.test_cli_runner().invoke(args=["import-course", str(path), "--json", *options])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(app, path: Path) -> str:
    """The sentence with which the command refuses a source whole."""
    result = app.test_cli_runner().invoke(args=["import-course", str(path), "--json"])
    assert result.exit_code == 1, result.output
    receipt = json.loads(result.stdout)
    assert receipt["course"] is None
    assert set(receipt["arrived"].values()) == {0}
    return receipt["refused"][0]["why"]
