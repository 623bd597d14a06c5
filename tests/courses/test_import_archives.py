"""Archives of strangers: sound ones arrive, hostile ones are refused whole with a sentence and leave nothing behind."""

import json

from courses.models import Course, CourseImport
from lms.database import db
from lms.files.models import File
from tests.courses.imports import CORPUS, pack, refused, run
from tests.vectors import FOLDER

HOSTILE = FOLDER / "archives"
EXPECTED = json.loads((HOSTILE / "EXPECTED.json").read_text()) if HOSTILE.is_dir() else {}
REJECTED = [name for name, outcome in EXPECTED.items() if "accept" not in outcome]
BROKEN_PACKAGES = [
    path
    for name in ("ZipSlip.zip", "WebDeveloperTest1-incomplete.zip", "BadManifest.zip", "NotContentPackage.zip")
    if (path := CORPUS / "zip-adversarial" / name).exists()
]


def nothing_is_left() -> bool:
    return db.session.query(Course).count() == db.session.query(File).count() == 0


def test_a_zip_arrives_like_the_folder_in_it(app, tmp_path):
    path = pack(tmp_path / "talking-well.zip", {"course/1.md": "# One\n\n[next](2.md)", "course/2.md": "# Two"})
    receipt = run(app, path)
    assert receipt["arrived"]["lessons"] == 2
    assert receipt["arrived"]["links"] == 1
    assert receipt["course"]["title"] == "Talking well"


def test_climbing_names_are_refused_whole(app, tmp_path):
    path = pack(tmp_path / "a.zip", {"a.md": "# A", "../../etc/evil.md": "# Evil"})
    assert "leads outside" in refused(app, path)
    assert nothing_is_left()


def test_what_is_no_archive_is_refused(app, tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(b"just words")
    assert "not an archive" in refused(app, path)


def test_a_refused_import_is_written_down_with_its_reason(app, tmp_path):
    refused(app, pack(tmp_path / "a.zip", {"picture.txt": "no page"}))
    row = db.session.query(CourseImport).one()
    assert row.finished_at
    assert "no Markdown page" in row.failed_because


def test_an_archive_inside_an_archive_is_a_file(app, tmp_path):
    inner = pack(tmp_path / "inner.zip", {"b.md": "# B"}).read_bytes()
    receipt = run(app, pack(tmp_path / "outer.zip", {"a.md": "# A", "inner.zip": inner}))
    assert (receipt["arrived"]["lessons"], receipt["arrived"]["files"]) == (1, 1)


def test_hostile_archives_are_refused_whole(app):
    for path in [HOSTILE / name for name in REJECTED] + BROKEN_PACKAGES:
        sentence = refused(app, path)
        assert sentence.endswith("."), path.name
        assert len(sentence.split()) > 4, path.name
    assert nothing_is_left()
