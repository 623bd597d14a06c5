"""The page on which authors say where an external tool is and what for."""

from flask import Blueprint
from flask_babel import gettext as _

from courses.editing.queries import texts_of
from courses.editing.screens import editable_lesson
from courses.tools import actions
from courses.tools.forms import ToolForm
from courses.tools.queries import find_tool
from lms.pages import not_found, render, then_show

bp = Blueprint("tools", __name__)


@bp.get("/lessons/<int:lesson_id>/tool")
def edit_tool(lesson_id):
    lesson = _editable_tool(lesson_id)
    return _page(lesson, ToolForm(formdata=None, obj=find_tool(lesson.id)))


@bp.post("/lessons/<int:lesson_id>/tool")
def change_tool(lesson_id):
    lesson, form = _editable_tool(lesson_id), ToolForm()
    if not form.validate():
        return _page(lesson, form, status=422)
    actions.set_tool(lesson, name=form.name.data, address=form.address.data, purpose=form.purpose.data or "")
    return then_show("editor.drafts.edit_lesson", lesson_id=lesson.id, toast=_("Saved."))


def _editable_tool(lesson_id: int):
    _course, lesson = editable_lesson(lesson_id)
    return lesson if lesson.kind == "tool" else not_found()


def _page(lesson, form: ToolForm, *, status: int = 200):
    title = texts_of(lesson.id)[0].draft_title
    return render("courses/tools/edit.html", status=status, lesson=lesson, title=title, form=form)
