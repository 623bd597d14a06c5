"""Putting images and files into a question, and taking them out."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from courses.questions import queries
from courses.questions.files import QUESTION_FILES
from courses.questions.screens import editable_question, question_screen
from lms.files.forms import UploadForm
from lms.forms import act_once
from lms.pages import not_found, then_show

bp = Blueprint("images", __name__)


@bp.post("/questions/<int:question_id>/files")
def add_files(question_id):
    course, question = editable_question(question_id)
    form = UploadForm()
    if not form.validate():
        return question_screen(course, question, upload=form, status=422)
    act_once(form, current_user)
    alt = form.alt.data or ""
    told = form.keep(lambda name, data: QUESTION_FILES.add(question, data, name, alt=alt, by=current_user))
    if form.files.errors:
        return question_screen(course, question, upload=form, status=422)
    return then_show("questions.show_question", question_id=question.id, anchor="files", toast=told)


@bp.post("/questions/<int:question_id>/files/<key>/removal")
def remove_file(question_id, key):
    course, question = editable_question(question_id)
    file = QUESTION_FILES.find(question, key) or not_found()
    if any(f"/files/{key}/" in html for html in queries.version_of(question).rendered.values()):
        form = UploadForm(formdata=None)
        form.files.errors = [_("“%(name)s” still stands in a text. Take it out there first.", name=file.name)]
        return question_screen(course, question, upload=form, status=422)
    QUESTION_FILES.take(question, file)
    return then_show("questions.show_question", question_id=question.id, anchor="files", toast=_("Removed."))
