"""The accessibility engine the browser tests load is the published one, with its licence beside it."""

import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"
ENTRIES = json.loads((VENDOR / "VENDOR.json").read_text())


def test_vendored_files_are_the_published_ones():
    for entry in ENTRIES:
        assert hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]


def test_vendored_files_tell_version_and_licence():
    for entry in ENTRIES:
        assert f"v{entry['version']}" in (VENDOR / entry["file"]).read_text()[:200]
        assert entry["licence"] == "MPL-2.0"
        assert "Mozilla Public License" in (VENDOR / entry["licence_file"]).read_text()
        assert (VENDOR / entry["parts_licence_file"]).read_text().strip()


def test_nothing_vendored_is_unlisted():
    listed = {entry[name] for entry in ENTRIES for name in ("file", "licence_file", "parts_licence_file")}
    present = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert present - listed == {"VENDOR.json"}
