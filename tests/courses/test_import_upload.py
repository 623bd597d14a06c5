"""Importing in the browser: sending, watching, the receipt, undoing; for authors alone."""

import io
import json

import pytest

from courses.interchange import actions, running
from courses.models import Course, CourseImport, Lesson, LessonText, Module
from discussions.models import Space
from lms.access import Audience, AudienceMember
from lms.database import db
from lms.files.models import File
from lms.jobs import OutboxJob, sweep
from lms.search.queries import search
from tests.cast import text_of as words_of
from tests.courses.imports import pack, picture
from tests.factories.cohorts import make_cohort
from tests.factories.courses import let_learn
from tests.factories.discussions import make_topic

FILES = {
    "course/1 One.md": "# One\n\nWords about herons.\n\n![x](x.png)",
    "course/2 Two.md": "# Two",
    "course/x.png": picture(),
}


@pytest.fixture
def archive(tmp_path) -> bytes:
    return pack(tmp_path / "course.zip", FILES).read_bytes()


def send(person, data: bytes, name="course.zip", **form):
    return person.post("/courses/import", {"files": (io.BytesIO(data), name), **form})


def arrive(person, data: bytes) -> CourseImport:
    """Send, and let the worker do its work."""
    assert send(person, data).status_code == 303
    sweep()
    return db.session.query(CourseImport).order_by(CourseImport.id.desc()).first()


def test_an_author_sends_a_zip_and_watches_it_arrive(cast, archive):
    assert "Import a course" in words_of(cast.author.get("/courses/import"))
    answer = send(cast.author, archive, title="Herons")
    assert answer.status_code == 303
    waiting = cast.author.get(answer.location)
    assert "Waiting for its turn." in words_of(waiting)
    assert 'hx-trigger="load delay:2s"' in waiting.text
    sweep()
    page = cast.author.get(answer.location)
    assert "Open the course" in words_of(page)
    assert "hx-trigger" not in page.text.partition('id="arrival"')[2].partition("</main>")[0]
    course = db.session.query(Course).one()
    assert (course.title, course.created_by) == ("Herons", cast.author.id)
    assert db.session.query(Lesson).count() == 2


def test_the_progress_has_real_numbers(cast, archive):
    answer = send(cast.author, archive)
    row = db.session.query(CourseImport).one()
    row.steps, row.steps_done = 64, 12
    db.session.commit()
    assert "12 of 64 pages and files" in words_of(cast.author.get(answer.location))
    fragment = cast.author.htmx_get(answer.location, "arrival").text
    assert "12 of 64" in fragment
    assert "<html" not in fragment


def test_the_receipt_is_a_page_and_json(cast, archive):
    row = arrive(cast.author, archive)
    page = words_of(cast.author.get(f"/courses/imports/{row.id}"))
    for words in ("Arrived", "Changed", "Refused", "seen by staff alone"):
        assert words in page
    receipt = cast.author.get(f"/courses/imports/{row.id}/receipt.json").json
    assert set(receipt) == {"course", "arrived", "changed", "refused"}
    assert receipt["arrived"] == {"modules": 1, "lessons": 2, "pages": 2, "images": 1, "files": 0, "links": 0}


def test_several_files_are_sent_without_a_zip(cast):
    files = [
        (io.BytesIO(content if isinstance(content, bytes) else content.encode()), name)
        for name, content in FILES.items()
    ]
    cast.author.post("/courses/import", {"files": files})
    sweep()
    receipt = db.session.query(CourseImport).one().receipt
    assert receipt["arrived"]["lessons"] == 2
    assert receipt["arrived"]["images"] == 1


def test_what_was_sent_is_not_kept_after_it_arrived(cast, app, archive):
    row = arrive(cast.author, archive)
    stored = list(app.extensions["storage"].keys())
    assert row.source_key == ""
    assert len(stored) >= 1
    assert {file.key for file in db.session.query(File)} <= set(stored)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("course.zip", b"just words", "not an archive we can read"),
        ("course.zip", b"PK\x03\x04 broken", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_once(cast, name, data, sentence):
    answer = send(cast.author, data, name)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Nothing of it was kept." in answer.text
    assert (
        db.session.query(CourseImport).count()
        == db.session.query(OutboxJob).filter_by(kind="course_import").count()
        == 0
    )


def test_a_climbing_archive_is_refused_at_once(cast, tmp_path):
    data = pack(tmp_path / "x.zip", {"../evil.md": "# Evil"}).read_bytes()
    answer = send(cast.author, data)
    assert answer.status_code == 422
    assert "leads outside the archive" in answer.text


def test_without_a_file_the_form_asks_for_one(cast):
    answer = cast.author.post("/courses/import", {"title": "x"})
    assert answer.status_code == 422
    assert "Choose a zip or the files of a course." in answer.text


def test_an_archive_without_pages_fails_with_its_reason(cast, tmp_path):
    row = arrive(cast.author, pack(tmp_path / "x.zip", {"x.txt": "words"}).read_bytes())
    page = words_of(cast.author.get(f"/courses/imports/{row.id}"))
    assert "Nothing was imported" in page
    assert "no Markdown page" in page


def test_a_form_sent_twice_imports_once(cast, archive):
    first = send(cast.author, archive, form_key="one key")
    second = send(cast.author, archive, form_key="one key")
    assert first.location == second.location
    assert db.session.query(CourseImport).count() == 1


def test_a_worker_that_died_half_way_begins_anew(cast, archive, monkeypatch):
    send(cast.author, archive)
    row = db.session.query(CourseImport).one()
    real, calls = actions._write_page, []

    def dies_once(*arguments):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*arguments)

    monkeypatch.setattr(actions, "_write_page", dies_once)
    monkeypatch.setattr(running, "clear_away", lambda row: None)  # as a killed process would leave it
    with pytest.raises(KeyboardInterrupt):
        running.import_uploaded(row.id)
    monkeypatch.undo()
    assert db.session.query(Course).count() == 1
    running.import_uploaded(row.id)
    running.import_uploaded(row.id)
    assert db.session.query(Course).count() == 1
    assert db.session.query(Lesson).count() == 2
    assert row.finished_at


def test_when_something_breaks_no_half_course_is_left(cast, archive, monkeypatch):
    send(cast.author, archive)

    def breaks(*arguments):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(actions, "_write_page", breaks)
    sweep()
    assert db.session.query(Course).count() == 0
    monkeypatch.undo()
    db.session.query(OutboxJob).filter_by(kind="course_import").update(
        {"due_at": db.session.query(CourseImport).one().created_at}
    )
    db.session.commit()
    sweep()
    assert db.session.query(Course).count() == 1


def test_an_import_nobody_used_is_undone_without_a_trace(cast, archive):
    audiences = db.session.query(Audience).count()
    row = arrive(cast.author, archive)
    key = db.session.query(File).one().key
    assert cast.author.get(f"/files/{key}/x.png").status_code == 200
    assert cast.author.post(f"/courses/imports/{row.id}/undoing").status_code == 303
    for table in (Course, Module, Lesson, LessonText):
        assert db.session.query(table).count() == 0
    assert db.session.query(Audience).count() == audiences
    assert db.session.query(AudienceMember).filter(AudienceMember.audience_id > 3).count() == 0
    assert search(cast.author.viewer, "herons").hits == ()
    assert cast.author.get(f"/files/{key}/x.png").status_code == 404
    page = cast.author.get(f"/courses/imports/{row.id}")
    assert "Undone" in words_of(page)
    assert cast.author.post(f"/courses/imports/{row.id}/undoing").status_code == 303


def in_a_cohort(cast, course):
    make_cohort(course)


def followed(cast, course):
    let_learn(course, cast.trainee)


def written_in(cast, course):
    lesson = db.session.query(Lesson).filter_by(course_id=course.id).order_by(Lesson.id).first()
    form = {"title": "One", "body": "Other words.", "version": "2", "draft_key": "", "is_required": "y"}
    assert cast.author.post(f"/lessons/{lesson.id}/draft", form).status_code == 303


def talked_about(cast, course):
    space = db.session.query(Space).filter_by(course_id=course.id).one()
    make_topic(space=space, author=cast.author.user)


@pytest.mark.parametrize("used", [in_a_cohort, followed, written_in, talked_about], ids=lambda used: used.__name__)
def test_an_import_somebody_used_is_not_undone(cast, archive, used):
    row = arrive(cast.author, archive)
    used(cast, db.session.query(Course).one())
    db.session.commit()
    answer = cast.author.post(f"/courses/imports/{row.id}/undoing")
    assert answer.status_code == 422
    assert "cannot be undone any more" in words_of(answer)
    assert db.session.query(Course).count() == 1
    assert db.session.query(Lesson).count() == 2


def test_imports_are_for_authors_alone(cast, archive):
    row = arrive(cast.author, archive)
    for person in (cast.trainee, cast.facilitator, cast.outsider):
        assert person.get("/courses/import").status_code == 403
        assert send(person, archive).status_code == 403
        assert person.get(f"/courses/imports/{row.id}").status_code == 404
        assert person.get(f"/courses/imports/{row.id}/receipt.json").status_code == 404
        assert person.post(f"/courses/imports/{row.id}/undoing").status_code == 404
    assert cast.guest.get("/courses/import").status_code == 303
    assert cast.author.get("/courses/imports/99").status_code == 404
    assert json.loads(cast.admin.get(f"/courses/imports/{row.id}/receipt.json").text)["course"]["id"]
