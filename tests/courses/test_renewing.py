"""When the renderer learns something, stored lessons are rendered again and nobody's words change."""

from courses.models import LessonRevision
from lms.database import db
from tests.factories.courses import make_lesson, revise, text_of


def test_outdated_lessons_are_rendered_again(app, cast):
    lesson = make_lesson(body="Some *old* words.")
    revise(lesson, "Some *new* words.")
    text = text_of(lesson)
    good, blocks, revision_id = text.html, text.blocks, text.revision_id
    text.html, text.blocks, text.renderer_version = "<p>broken</p>", [], 0
    for revision in db.session.scalars(db.select(LessonRevision)):
        revision.html = "<p>broken</p>"
    db.session.commit()
    result = app.test_cli_runner().invoke(args=["render-again"])
    assert result.exit_code == 0
    assert "lessons: 1" in result.output
    db.session.expire_all()
    text = text_of(lesson)
    assert (text.html, text.blocks, text.revision_id) == (good, blocks, revision_id)
    first, second = db.session.scalars(db.select(LessonRevision).order_by(LessonRevision.number))
    assert "<em>old</em>" in first.html
    assert "<em>new</em>" in second.html


def test_what_is_up_to_date_is_left_alone(app, cast):
    make_lesson()
    db.session.commit()
    assert "lessons: 0" in app.test_cli_runner().invoke(args=["render-again"]).output
