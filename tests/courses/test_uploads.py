"""Images and files of lessons: sent in the editor, fetched by who may read the lesson, removed when no text shows them."""

import io

import pytest

from courses.editing import actions
from courses.models import LessonFile
from lms.access import PUBLIC
from lms.database import db
from lms.files.models import File
from tests.cast import text_of as words_of
from tests.courses.imports import picture
from tests.factories.courses import let_learn, make_course, make_lesson, make_module, text_of


def send(person, lesson, *files, **form):
    data = {"files": [(io.BytesIO(content), name) for name, content in files], **form}
    return person.post(f"/lessons/{lesson.id}/files", data)


def show(lesson, file, by):
    """Publish the lesson with the image in it."""
    text = text_of(lesson)
    body = f"![A heron](/files/{file.key}/{file.name})"
    actions.save_draft(text, title="A", short_title="", body=body, version=text.draft_version, by=by)
    actions.publish_text(text, by=by)


def test_several_files_are_sent_at_once_and_offered_for_insertion(cast):
    lesson = make_lesson()
    answer = send(cast.author, lesson, ("heron.png", picture()), ("form.pdf", b"%PDF-1.4"), alt="A heron")
    assert answer.status_code == 303
    page = cast.author.get(answer.location).text
    image = db.session.query(File).filter_by(name="heron.png").one()
    assert f"![A heron](/files/{image.key}/heron.png)" in page
    assert "[form.pdf](/files/" in page


def test_readers_of_the_lesson_fetch_its_images_and_nobody_else(cast):
    course = make_course()
    lesson = make_lesson(make_module(course))
    let_learn(course, cast.trainee)
    send(cast.author, lesson, ("heron.png", picture()))
    file = db.session.query(File).one()
    assert cast.trainee.get(f"/files/{file.key}/heron.png").status_code == 200
    assert cast.outsider.get(f"/files/{file.key}/heron.png").status_code == 404
    assert cast.guest.get(f"/files/{file.key}/heron.png").status_code == 404


def test_images_follow_the_audience_of_their_lesson(cast):
    lesson = make_lesson()
    send(cast.author, lesson, ("heron.png", picture()))
    file = db.session.query(File).one()
    cast.author.post(f"/lessons/{lesson.id}/readers/public")
    assert cast.guest.get(f"/files/{file.key}/heron.png").status_code == 200
    cast.author.post(f"/lessons/{lesson.id}/readers/course")
    assert cast.guest.get(f"/files/{file.key}/heron.png").status_code == 404


def test_an_image_two_lessons_show_is_fetched_by_the_readers_of_both(cast):
    module = make_module()
    first, second = make_lesson(module), make_lesson(module)
    send(cast.author, first, ("heron.png", picture()))
    file = db.session.query(File).one()
    show(second, file, cast.author)
    assert db.session.get(LessonFile, (second.id, file.id))
    cast.author.post(f"/lessons/{second.id}/readers/public")
    assert file.audience_id == PUBLIC
    cast.author.post(f"/lessons/{second.id}/readers/course")
    assert file.audience_id == first.audience_id


def test_an_address_copied_from_elsewhere_opens_nothing(cast):
    stranger = make_lesson(make_module(make_course(title="Another")))
    send(cast.author, stranger, ("heron.png", picture()))
    file = db.session.query(File).one()
    lesson = make_lesson()
    cast.author.post(f"/lessons/{lesson.id}/readers/public")
    show(lesson, file, cast.author)
    assert file.audience_id == stranger.audience_id


def test_a_published_image_has_its_size(cast):
    lesson = make_lesson()
    send(cast.author, lesson, ("heron.png", picture()))
    show(lesson, db.session.query(File).one(), cast.author)
    assert 'width="2" height="2"' in text_of(lesson).html


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([("heron.png", b"\x89PNG\r\n\x1a\n broken")], "did not arrive"),
        ([], "Choose one or more files."),
        ([(f"{n}.png", b"x") for n in range(21)], "at most 20"),
    ],
)
def test_what_cannot_be_kept_is_said_and_the_page_stays(cast, files, sentence):
    lesson = make_lesson()
    answer = send(cast.author, lesson, *files)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert db.session.query(File).count() == 0


def test_of_several_files_the_good_ones_arrive(cast):
    lesson = make_lesson()
    answer = send(cast.author, lesson, ("heron.png", picture()), ("broken.png", b"\x89PNG\r\n\x1a\n broken"))
    assert answer.status_code == 303
    assert "“broken.png” did not arrive." in words_of(cast.author.get(answer.location))
    assert db.session.query(File).count() == 1


def test_a_file_no_text_shows_is_removed(cast):
    lesson = make_lesson()
    send(cast.author, lesson, ("heron.png", picture()))
    file = db.session.query(File).one()
    assert cast.author.post(f"/lessons/{lesson.id}/files/{file.key}/removal").status_code == 303
    assert cast.author.get(f"/files/{file.key}/heron.png").status_code == 404


def test_a_file_a_text_shows_stays(cast):
    lesson = make_lesson()
    send(cast.author, lesson, ("heron.png", picture()))
    file = db.session.query(File).one()
    show(lesson, file, cast.author)
    answer = cast.author.post(f"/lessons/{lesson.id}/files/{file.key}/removal")
    assert answer.status_code == 422
    assert "still stands in a text" in answer.text
    assert cast.author.get(f"/files/{file.key}/heron.png").status_code == 200


def test_only_authors_send_and_remove(cast):
    course = make_course()
    lesson = make_lesson(make_module(course))
    let_learn(course, cast.trainee)
    send(cast.author, lesson, ("heron.png", picture()))
    file = db.session.query(File).one()
    assert send(cast.trainee, lesson, ("x.png", picture())).status_code == 403
    assert send(cast.outsider, lesson, ("x.png", picture())).status_code == 404
    assert cast.trainee.post(f"/lessons/{lesson.id}/files/{file.key}/removal").status_code == 403
    assert cast.author.post(f"/lessons/{lesson.id}/files/nothing/removal").status_code == 404
    assert db.session.query(File).count() == 1


def test_htmx_gets_the_list_alone_with_its_sentence(cast):
    lesson = make_lesson()
    data = {"files": [(io.BytesIO(picture()), "heron.png")]}
    answer = cast.author.htmx_post(f"/lessons/{lesson.id}/files", "files", data)
    fragment = cast.author.htmx_get(answer.location, "files")
    assert "heron.png" in fragment.text
    assert "<html" not in fragment.text
    assert "1 file is here." in fragment.headers["HX-Trigger"]
