"""A whole import in one go, and reading again the file that waits behind a preview."""

from flask import current_app
from flask_babel import gettext as _

from courses.models import Course
from courses.questions.interchange import actions
from courses.questions.interchange.items import Source, Unreadable
from courses.questions.interchange.models import QuestionImport
from courses.questions.interchange.reading import read_questions
from lms.interchange.running import in_words_of_the_academy


def begin(course: Course, data: bytes, name: str, *, category_id: int | None = None, by=None) -> QuestionImport:
    """Read a file and keep it with what it would bring; Unreadable when nothing of it can be used."""
    with in_words_of_the_academy():
        source = read_questions(data, name, course.language)
        return actions.start_import(course, source, data, name, category_id=category_id, by=by)


def finish(row: QuestionImport, course: Course, *, by=None) -> None:
    """Carry out what a preview promised; Unreadable when the file is gone."""
    with in_words_of_the_academy():
        actions.carry_out(row, _source(row, course), by=by)


def _source(row: QuestionImport, course: Course) -> Source:
    try:
        with current_app.extensions["storage"].open(row.source_key) as file:
            data = file.read()
    except FileNotFoundError as error:
        raise Unreadable(_("What was sent is no longer here. Send it again.")) from error
    return read_questions(data, row.source_name, course.language)
