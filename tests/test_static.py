"""What browsers are sent: every vendored file is the one that was published, and our own files stay small and inert."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "lms" / "static"
VENDOR = STATIC / "vendor"
ENTRIES = json.loads((VENDOR / "VENDOR.json").read_text())
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PACKED = {".gz", ".br"}  # made beside the files by `make install`
SCRIPTS = sorted((STATIC / "js").glob("*.js"))


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"])
def test_vendored_file_is_the_published_one(entry):
    assert hashlib.sha256((STATIC / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"])
def test_vendored_file_tells_version_and_licence(entry):
    assert re.fullmatch(r"\d+\.\d+\.\d+", entry["version"])
    for part in (entry, *entry.get("contains", ())):
        assert part["licence"]
        assert (STATIC / part["licence_file"]).read_text().strip()


def test_nothing_in_vendor_is_unlisted():
    listed = {entry["file"] for entry in ENTRIES}
    listed |= {part["licence_file"] for entry in ENTRIES for part in (entry, *entry.get("contains", ()))}
    present = {
        str(path.relative_to(STATIC)) for path in VENDOR.rglob("*") if path.is_file() and path.suffix not in PACKED
    }
    assert present - listed == {"vendor/VENDOR.json"}


def test_style_sheet_stays_small():
    assert compressed(STATIC / "css" / "leerkring.css") <= 17_000


def test_every_script_stays_small():
    assert compressed(STATIC / "js" / "leerkring.js") <= 3_000
    assert [script.name for script in SCRIPTS if compressed(script) > 3_000] == []


def test_style_sheet_keeps_its_layers_in_order():
    css = (STATIC / "css" / "leerkring.css").read_text()
    assert css.startswith("@layer reset, tokens, base, layout, components, utilities;")
    assert css.count("{") == css.count("}")


def test_every_colour_of_the_look_is_a_token():
    tokens = (STATIC / "css" / "leerkring.css").read_text().split("@layer tokens", 1)[1].split("@layer base", 1)[0]
    for name in (
        "paper sheet wash line edge muted soft ink brand brand-ink brand-text brand-wash "
        "signal signal-ink signal-text signal-wash ok warn danger danger-wash"
    ).split():
        assert re.search(rf"--{name}: ", tokens), name


def test_every_icon_asked_for_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))
    asked = set()
    for template in TEMPLATES:
        asked |= set(re.findall(r'(?:parts\.)?\b(?:icon|state|visibility)\(\s*"([a-z0-9-]+)"', template.read_text()))
        asked |= set(re.findall(r'icon_name="([a-z0-9-]+)"', template.read_text()))
    for script in SCRIPTS:
        asked |= set(re.findall(r"#([a-z-]+)\"/></svg>", script.read_text()))
    assert asked - drawn == set()


def test_scripts_need_no_eval_and_no_inline_style_attribute():
    for script in SCRIPTS:
        text = script.read_text()
        assert not re.search(r"\beval\(|new Function|setAttribute\(\"style\"|hx-on|document\.write", text), script.name


def test_htmx_is_configured_to_inject_and_store_nothing():
    frame = (ROOT / "templates" / "frame.html").read_text()
    config = json.loads(re.search(r"name=\"htmx-config\" content='([^']+)'", frame).group(1))
    assert config["includeIndicatorCSS"] is False
    assert config["history"] == "reload"
    assert 422 not in config["noSwap"]
    assert 409 not in config["noSwap"]


def test_speculation_leaves_out_what_a_click_would_change():
    rules = json.loads((STATIC / "speculation.json").read_text())
    left_out = json.dumps(rules)
    for address in ("/sign-out", "/files/", "/admin", "/invitations/"):
        assert address in left_out
    assert set(rules) == {"prefetch"}
