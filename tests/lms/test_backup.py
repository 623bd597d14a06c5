"""A backup holds everything as it stood at one moment, and gives it all back elsewhere, on either engine."""

import hashlib
import json
import threading
import zipfile
from contextlib import contextmanager

import pytest
from flask_migrate import upgrade
from sqlalchemy import func, select

from app import create_app
from cohorts.practice.actions import encourage
from lms.access import ACADEMY, found_audiences
from lms.database import Base, db
from lms.files.actions import store_upload
from lms.files.models import File
from lms.keeping import archive
from lms.people import actions as people
from lms.people.models import User
from lms.people.queries import viewer_of
from lms.search import actions as searching
from lms.search import queries
from tests.databases import database_for_tests, empty_database
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.practice import make_plan


@pytest.fixture
def elsewhere(tmp_path):
    """A second, empty installation on SQLite."""
    (tmp_path / "elsewhere").mkdir()
    with database_for_tests("", tmp_path / "elsewhere", "elsewhere") as database:
        yield database.app


def plain(value) -> str:
    """The same for the same value: the order in which a mapping was filled is none of it."""
    return json.dumps(value, sort_keys=True) if isinstance(value, dict) else str(value)


def contents(connection) -> dict:
    return {
        table.name: [
            tuple(map(plain, row)) for row in connection.execute(select(table).order_by(*table.primary_key.columns))
        ]
        for table in Base.metadata.sorted_tables
    }


def test_a_backup_restores_every_row_and_file_elsewhere(cast, elsewhere, tmp_path):
    file = store_upload(b"# Words\n", "words.md", audience_id=ACADEMY, by=cast.author.user)
    cohort = make_cohort()
    make_member(cohort, cast.trainee)
    encourage(make_plan(cohort, cast.trainee, sharing="cohort"), author=cast.facilitator.user, body="And?")
    searching.index("article", 1, audience_id=ACADEMY, title="Heron", body="stands", language="en", url="/articles/1")
    db.session.commit()
    archive.backup(tmp_path / "backup.zip")
    with db.engine.connect() as connection:
        before = contents(connection)
    assert all(before[name] for name in ("practice_plans", "check_ins", "plan_notes"))
    key = file.key
    db.session.remove()
    with elsewhere.app_context():
        manifest = archive.restore(tmp_path / "backup.zip")
        with db.engine.connect() as connection:
            assert contents(connection) == before
        assert elsewhere.extensions["storage"].open(key).read() == b"# Words\n"
        assert manifest["files"] == {key: hashlib.sha256(b"# Words\n").hexdigest()}
        author = db.session.scalars(select(User).where(User.email == "author@test.example")).one()
        found = queries.search(viewer_of(author.id), "heron ")
        assert [hit.url for hit in found.hits] == ["/articles/1"]


def test_people_may_write_while_a_backup_is_made(app, cast, tmp_path):
    stop, made = threading.Event(), []

    def write():
        with app.app_context():
            number = 0
            while not stop.is_set():
                number += 1
                user = people.create_user(name=f"Writer {number}", email=f"writer{number}@test.example")
                db.session.commit()
                made.append(user.id)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        manifests = [archive.backup(tmp_path / f"{n}.zip") for n in range(3)]
    finally:
        stop.set()
        writer.join()
    for number, manifest in enumerate(manifests):
        with zipfile.ZipFile(tmp_path / f"{number}.zip") as backup:
            archive.check(backup)
            users = {json.loads(line)["id"] for line in backup.open("tables/users.jsonl")}
            members = [json.loads(line) for line in backup.open("tables/audience_members.jsonl")]
        academy = {row["user_id"] for row in members if row["audience_id"] == ACADEMY}
        assert academy == users, "an account without its audience: the tables are of different moments"
        assert manifest["tables"]["users"]["rows"] == len(users)
    assert made


def test_a_damaged_backup_is_refused_before_anything_is_written(cast, elsewhere, tmp_path):
    archive.backup(tmp_path / "whole.zip")
    with zipfile.ZipFile(tmp_path / "whole.zip") as whole, zipfile.ZipFile(tmp_path / "damaged.zip", "w") as damaged:
        for name in whole.namelist():
            data = whole.read(name)
            damaged.writestr(name, data.replace(b"Trainee", b"Intruder") if name == "tables/users.jsonl" else data)
    with elsewhere.app_context():
        with pytest.raises(archive.BackupRefused, match="users"):
            archive.restore(tmp_path / "damaged.zip")
        assert db.session.scalar(select(func.count()).select_from(User)) == 0


def test_a_used_database_is_never_overwritten(cast, tmp_path):
    archive.backup(tmp_path / "backup.zip")
    with pytest.raises(archive.BackupRefused, match="already holds people"):
        archive.restore(tmp_path / "backup.zip")


def test_the_commands_say_what_they_did(app, cast, tmp_path):
    runner = app.test_cli_runner()
    done = runner.invoke(args=["backup", str(tmp_path / "backup.zip")])
    assert done.exit_code == 0
    assert "all hashes agree" in done.output
    refused = runner.invoke(args=["restore", str(tmp_path / "backup.zip")])
    assert refused.exit_code == 1
    assert "already holds people" in refused.output


def test_what_is_no_whole_backup_is_refused_in_a_sentence(app, cast, tmp_path):
    runner = app.test_cli_runner()
    (tmp_path / "notes.zip").write_text("no archive at all")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("read.me", "an archive of something else")
    for name in ("notes.zip", "other.zip"):
        refused = runner.invoke(args=["restore", str(tmp_path / name)])
        assert refused.exit_code == 1
        assert "not a backup" in refused.output
    nowhere = runner.invoke(args=["backup", str(tmp_path / "no" / "folder" / "backup.zip")])
    assert nowhere.exit_code == 1
    assert "No such file" in nowhere.output


def test_a_backup_that_fails_leaves_the_former_one_alone(app, cast, tmp_path):
    archive.backup(tmp_path / "backup.zip")
    former = (tmp_path / "backup.zip").read_bytes()
    (tmp_path / "backup.zip.part").mkdir()  # nothing can be written there
    assert app.test_cli_runner().invoke(args=["backup", str(tmp_path / "backup.zip")]).exit_code == 1
    assert (tmp_path / "backup.zip").read_bytes() == former


def test_a_file_the_storage_lost_is_said_and_stops_nothing(app, cast, elsewhere, tmp_path):
    kept = store_upload(b"kept", "kept.txt", audience_id=ACADEMY, by=cast.author.user).key
    lost = store_upload(b"lost", "lost.txt", audience_id=ACADEMY, by=cast.author.user).key
    db.session.commit()
    app.extensions["storage"].delete(lost)
    done = app.test_cli_runner().invoke(args=["backup", str(tmp_path / "backup.zip")])
    assert done.exit_code == 0
    assert f"no longer holds file {lost}" in done.output
    db.session.remove()
    with elsewhere.app_context():
        assert list(archive.restore(tmp_path / "backup.zip")["files"]) == [kept]


def test_restoring_makes_the_tables_where_there_are_none(tmp_path):
    with _bare(tmp_path / "here") as here, here.app_context():
        upgrade()
        found_audiences()
        people.create_user(name="Noor Bos", email="noor@new.example")
        db.session.commit()
        archive.backup(tmp_path / "backup.zip")
    with _bare(tmp_path / "there") as there:
        done = there.test_cli_runner().invoke(args=["restore", str(tmp_path / "backup.zip")])
        assert done.exit_code == 0, done.output
        with there.app_context():
            assert db.session.scalars(select(User.email)).all() == ["noor@new.example"]


@contextmanager
def _bare(folder):
    """An application whose database has no tables yet."""
    folder.mkdir()
    with empty_database("", folder, folder.name) as settings:
        app = create_app(settings)
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def test_a_restored_installation_goes_on_counting(cast, elsewhere, tmp_path):
    archive.backup(tmp_path / "backup.zip")
    db.session.remove()
    with elsewhere.app_context():
        archive.restore(tmp_path / "backup.zip")
        highest = db.session.scalar(select(func.max(User.id)))
        assert people.create_user(name="New", email="new@test.example").id > highest
        assert db.session.scalars(select(File)).all() == []
