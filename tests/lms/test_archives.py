"""An archive is taken whole or not at all."""

import gzip
import io
import json
import os
import struct
import tarfile
import zipfile

import pytest

from lms.archives import ArchiveRefused, Limits, open_archive, open_folder
from tests.lms.material import CORPUS, VECTORS


def zipped(*entries, method=zipfile.ZIP_DEFLATED):
    """A zip of (name or ZipInfo, content) pairs."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return kept.getvalue()


def tarred(*entries):
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w") as archive:
        for member, content in entries:
            if isinstance(member, str):
                member = tarfile.TarInfo(member)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return kept.getvalue()


def special(name, kind, target=""):
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


def refusal(data, **options):
    with pytest.raises(ArchiveRefused) as refused:
        open_archive(io.BytesIO(data), **options)
    assert str(refused.value.sentence).endswith(".")
    return refused.value.code


def test_a_sound_zip_is_read_by_name():
    with open_archive(io.BytesIO(zipped(("a/", ""), ("a/één.txt", "één"), ("b.bin", bytes(range(256)))))) as tree:
        assert tree.names() == ("a/één.txt", "b.bin")
        assert tree.read("a/één.txt").decode() == "één"
        assert tree.size == 256 + len("één".encode())
        assert tree.size_of("b.bin") == 256
        assert "b.bin" in tree
        with pytest.raises(KeyError):
            tree.read("c")


def test_names_come_in_one_spelling():
    with open_archive(io.BytesIO(zipped(("./a\\b//c.txt", "x"), ("cafe\u0301.txt", "y")))) as tree:
        assert tree.names() == ("a/b/c.txt", "caf\u00e9.txt")
        assert tree.read("caf\u00e9.txt") == b"y"


def test_a_path_is_as_good_as_a_file(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(("a", "x")))
    with open_archive(tmp_path / "a.zip") as tree:
        assert tree.read("a") == b"x"


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "a/../../b",
        "/etc/passwd",
        "..\\a",
        "C:\\a",
        "c:/a",
        "\\\\host\\a",
        "a\nb",
        "a\x1b",
        "x" * 300,
        "a/" * 600 + "b",
        ".",
        "..",
    ],
)
def test_a_name_that_leads_elsewhere_refuses_the_whole(name):
    assert refusal(zipped(("ok", "x"), (name, "x"))) == "unsafe-name"
    assert refusal(tarred(("ok", b"x"), (name, b"x"))) == "unsafe-name"


def test_a_name_cut_short_by_a_null_is_refused():
    assert refusal(zipped(("ok", "x"), ("aXb", "x")).replace(b"aXb", b"a\x00b")) == "unsafe-name"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "names",
    [
        ("a", "a"),
        ("A.txt", "a.TXT"),
        ("caf\u00e9", "cafe\u0301"),
        ("a", "a/b"),
        ("a/b", "A"),
        ("ﬁle", "file"),
        ("./a", "a"),
    ],
)
def test_names_that_collide_somewhere_are_refused(names):
    assert refusal(zipped(*((name, "x") for name in names))) == "same-name"
    assert refusal(tarred(*((name, b"x") for name in names))) == "same-name"


def test_links_and_devices_are_refused():
    link = zipfile.ZipInfo("link")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    assert refusal(zipped((link, "/etc/passwd"))) == "not-a-file"
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
        assert refusal(tarred(("a", b"x"), (special("b", kind, "a"), b""))) == "not-a-file"


def test_too_many_entries_are_refused():
    assert refusal(zipped(*((f"f{n}", "") for n in range(6))), limits=Limits(entries=5)) == "too-many"
    assert refusal(tarred(*((f"f{n}", b"") for n in range(6))), limits=Limits(entries=5)) == "too-many"
    assert refusal(zipped(*((f"f{n}/", "") for n in range(6))), limits=Limits(entries=5)) == "too-many"


def test_too_many_bytes_are_refused():
    noise = os.urandom(5_000)
    assert refusal(zipped(("a", noise)), limits=Limits(size=4_999)) == "too-large"
    assert refusal(tarred(("a", noise)), limits=Limits(size=4_999)) == "too-large"
    assert refusal(gzip.compress(tarred(("a", noise))), limits=Limits(size=4_999)) == "too-large"


def test_a_bomb_is_refused():
    zeros = bytes(3_000_000)
    assert refusal(zipped(("a", zeros))) == "ratio"
    assert refusal(zipped(("a", zeros), ("b", os.urandom(200_000)))) == "ratio"
    assert refusal(gzip.compress(tarred(("a", zeros)))) == "ratio"
    assert refusal(gzip.compress(zeros)) == "ratio"


def test_a_small_text_that_repeats_itself_is_no_bomb():
    with open_archive(io.BytesIO(zipped(("a", "x" * 500_000)))) as tree:
        assert tree.size == 500_000


def test_sizes_that_lie_are_found_out():
    data = zipped(("a", os.urandom(50_000)))
    claimed = data.replace(struct.pack("<I", 50_000), struct.pack("<I", 10))
    assert claimed != data
    assert refusal(claimed) == "damaged"


def test_a_damaged_byte_is_found_out_before_anything_is_read():
    data = bytearray(zipped(("a", os.urandom(5_000)), ("b", "x")))
    data[2_000] ^= 0xFF
    assert refusal(bytes(data)) == "damaged"


@pytest.mark.parametrize("cut", [10, 100, 400])
def test_a_truncated_archive_is_refused(cut):
    data = zipped(("a", os.urandom(600)), ("b", os.urandom(600)))
    assert refusal(data[:-cut]) == "damaged"
    assert refusal(gzip.compress(tarred(("a", os.urandom(600))))[:-cut]) == "damaged"


def test_entries_that_share_their_bytes_are_refused():
    data = zipped(("a", "xxxxxxxxxx"), ("b", "xxxxxxxxxx"), method=zipfile.ZIP_STORED)
    second = data.index(b"PK\x03\x04", 4)
    table = data.index(b"PK\x01\x02")
    entry = data.index(b"PK\x01\x02", table + 4)
    overlapping = bytearray(data)
    overlapping[entry + 42 : entry + 46] = (0).to_bytes(4, "little")
    assert second
    assert refusal(bytes(overlapping)) == "overlap"


def test_a_password_is_refused():
    data = bytearray(zipped(("a", "x")))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == "encrypted"


def test_rare_compression_is_refused():
    assert refusal(zipped(("a", "x" * 100), method=zipfile.ZIP_BZIP2)) == "compression"


def test_an_empty_archive_is_refused():
    assert refusal(zipped()) == "empty"
    assert refusal(zipped(("a/", ""))) == "empty"
    assert refusal(tarred()) in ("empty", "not-an-archive")


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"\x1f\x8bgarbage", b"PK\x03\x04garbage", b"<html>" + zipped(("a", "x"))]
)
def test_what_is_no_archive_is_refused(data):
    assert refusal(data) in ("not-an-archive", "damaged")


def test_a_header_cannot_ask_for_all_memory():
    huge = special("x", tarfile.XHDTYPE)
    huge.size = 1024**3
    assert refusal(huge.tobuf() + bytes(1_024)) == "damaged"


def test_an_archive_within_is_a_file_like_any_other():
    inner = zipped(("a", "x"))
    with open_archive(io.BytesIO(zipped(("inner.zip", inner)))) as tree:
        assert tree.names() == ("inner.zip",)
        assert tree.read("inner.zip") == inner


def test_gzipped_tars_are_read_by_name():
    data = gzip.compress(tarred((special("./", tarfile.DIRTYPE), b""), ("./a/b.xml", b"<x/>"), ("c", b"")))
    with open_archive(io.BytesIO(data)) as tree:
        assert tree.names() == ("a/b.xml", "c")
        assert tree.read("a/b.xml") == b"<x/>"


def test_folders_are_read_the_same_way(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("secret")
    with open_folder(tmp_path) as tree:
        assert tree.names() == ("a/b.txt",)
        assert tree.read("a/b.txt") == b"x"
    (tmp_path / "a" / "link").symlink_to("/etc/passwd")
    with pytest.raises(ArchiveRefused, match="not-a-file"):
        open_folder(tmp_path)


def test_a_file_that_became_a_link_is_not_followed(tmp_path):
    (tmp_path / "a").write_text("x")
    tree = open_folder(tmp_path)
    (tmp_path / "a").unlink()
    (tmp_path / "a").symlink_to("/etc/passwd")
    with pytest.raises(OSError, match="symbolic"):
        tree.read("a")


def test_a_linked_folder_and_an_empty_one_are_refused(tmp_path):
    with pytest.raises(ArchiveRefused, match="empty"):
        open_folder(tmp_path)
    (tmp_path / "up").symlink_to("/etc")
    with pytest.raises(ArchiveRefused, match="not-a-file"):
        open_folder(tmp_path)


def test_hostile_archives_meet_what_is_expected_of_them():
    expected = VECTORS / "archives" / "EXPECTED.json"
    outcomes = json.loads(expected.read_text()) if expected.exists() else {}
    accepted = set()
    for name in outcomes:
        try:
            open_archive(VECTORS / "archives" / name).close()
            accepted.add(name)
        except ArchiveRefused:
            pass
    assert accepted <= {"ok.zip", "nested_6.zip", "polyglot_html.zip"}
    assert ("ok.zip" in accepted) == bool(outcomes)
    assert {name for name, outcome in outcomes.items() if outcome == "accept"} <= accepted


def test_real_packages_are_read():
    packages = [
        path
        for pattern in ("**/*.zip", "**/*.imscc", "**/*.mbz")
        for path in CORPUS.glob(pattern)
        if path.parent.name != "zip-adversarial"
    ]
    for path in packages:
        with open_archive(path) as tree:
            assert tree.names()
            assert sum(len(tree.read(name)) for name in tree.names()) == tree.size
    for folder in ("olx-mit-latex2edx", "cc-canvas", "md-git-novice"):
        if CORPUS.exists():
            assert open_folder(CORPUS / folder).size > 0


def test_broken_packages_never_get_further_than_their_container():
    """What is wrong inside a sound container is for the importer to say."""
    codes = {}
    for path in sorted((CORPUS / "zip-adversarial").glob("*.zip")):
        try:
            open_archive(path).close()
            codes[path.name] = "sound"
        except ArchiveRefused as refused:
            codes[path.name] = refused.code
    if codes:
        assert codes["ZipSlip.zip"] == "unsafe-name"
        assert codes["WebDeveloperTest1-incomplete.zip"] == "damaged"
        assert codes["WebDeveloperTest1.zip"] == codes["Aardvark-cannon.zip"] == "sound"
