"""Pages that put images and files into a lesson."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from courses.editing.screens import chosen_text, editable_lesson, lesson_screen
from courses.editing.uploads import queries
from courses.editing.uploads.files import LESSON_FILES
from lms.files.forms import UploadForm
from lms.forms import act_once
from lms.pages import not_found, then_show

bp = Blueprint("uploads", __name__)


@bp.post("/lessons/<int:lesson_id>/files")
def add_files(lesson_id):
    course, lesson = editable_lesson(lesson_id)
    text, form = chosen_text(lesson), UploadForm()
    if not form.validate():
        return lesson_screen(course, lesson, text, upload=form, status=422)
    act_once(form, current_user)
    alt = form.alt.data or ""
    told = form.keep(lambda name, data: LESSON_FILES.add(lesson, data, name, alt=alt, by=current_user))
    if form.files.errors:
        return lesson_screen(course, lesson, text, upload=form, status=422)
    return then_show(
        "editor.drafts.edit_lesson", lesson_id=lesson.id, language=text.language, anchor="settings", toast=told
    )


@bp.post("/lessons/<int:lesson_id>/files/<key>/removal")
def remove_file(lesson_id, key):
    course, lesson = editable_lesson(lesson_id)
    file = LESSON_FILES.find(lesson, key) or not_found()
    text = chosen_text(lesson)
    if queries.is_shown(course, key):
        form = UploadForm(formdata=None)
        form.files.errors = [_("“%(name)s” still stands in a text. Take it out there first.", name=file.name)]
        return lesson_screen(course, lesson, text, upload=form, status=422)
    LESSON_FILES.take(lesson, file)
    return then_show(
        "editor.drafts.edit_lesson", lesson_id=lesson.id, language=text.language, anchor="settings", toast=_("Removed.")
    )
