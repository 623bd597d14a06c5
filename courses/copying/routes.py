"""Pages that copy a course, use modules of another one, and make templates."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from courses.copying import actions, policies, queries
from courses.copying.forms import CopyForm, ReuseForm
from courses.editing.queries import courses_found_by, modules_found_by
from courses.editing.screens import editable_course
from courses.models import Course
from lms.access import get_or_404, require
from lms.forms import act_once
from lms.pages import not_found, number, render, then_show

bp = Blueprint("copying", __name__)


@bp.get("/courses/<int:course_id>/copy")
def new_copy(course_id):
    course = _copied(course_id)
    title = "" if course.is_template else _("%(title)s (copy)", title=course.title)[:200]
    return render("courses/copying/copy.html", course=course, form=CopyForm(formdata=None, title=title))


@bp.post("/courses/<int:course_id>/copy")
def copy_course(course_id):
    course = _copied(course_id)
    form = CopyForm()
    if not form.validate():
        return render("courses/copying/copy.html", status=422, course=course, form=form)
    act_once(form, current_user)
    copy = actions.copy_course(course, title=form.title.data, by=current_user)
    return then_show("editor.edit_course", course_id=copy.id, toast=_("This is the copy. Only staff can see it yet."))


@bp.get("/courses/<int:course_id>/reuse")
def choose_modules(course_id):
    course = editable_course(course_id)
    source = _source(course, request.args.get("source", type=number))
    return _reuse_page(course, source)


@bp.post("/courses/<int:course_id>/reuse")
def reuse_modules(course_id):
    course = editable_course(course_id)
    source = _source(course, request.form.get("source", type=number)) or not_found()
    form = ReuseForm(modules=queries.modules_of(source.id))
    if not form.validate():
        return _reuse_page(course, source, form, status=422)
    act_once(form, current_user)
    made = actions.reuse_modules(queries.find_modules(source, form.chosen.data), source, course, by=current_user)
    toast = ngettext("%(num)d module is here, as a draft.", "%(num)d modules are here, as drafts.", len(made))
    return then_show("editor.edit_course", course_id=course.id, anchor=f"module-{made[0].id}", toast=toast)


@bp.post("/modules/<int:module_id>/origin")
def note_origin(module_id):
    module = get_or_404(modules_found_by(current_user), module_id)
    course = editable_course(module.course_id)
    if module.copied_from_id:
        actions.note_origin(module)
    return then_show("editor.edit_course", course_id=course.id, anchor=f"module-{module.id}", toast=_("Noted."))


@bp.post("/courses/<int:course_id>/template")
def make_template(course_id):
    course = editable_course(course_id)
    require(policies.can_be_template(course, is_followed=queries.is_followed(course)))
    actions.make_template(course, by=current_user)
    return then_show(
        "editor.edit_course", course_id=course.id, toast=_("A template now. New courses can begin from it.")
    )


@bp.post("/courses/<int:course_id>/template/removal")
def end_template(course_id):
    course = editable_course(course_id)
    if course.is_template:
        actions.end_template(course, by=current_user)
    return then_show("editor.edit_course", course_id=course.id, toast=_("A course of its own again."))


def _copied(course_id: int) -> Course:
    course = get_or_404(courses_found_by(current_user), course_id)
    require(policies.can_copy_course(current_user, course))
    return course


def _source(course: Course, source_id: int | None) -> Course | None:
    """The course modules are taken from; none while nobody chose one."""
    if source_id is None:
        return None
    return get_or_404(courses_found_by(current_user).where(Course.id != course.id), source_id)


def _reuse_page(course: Course, source: Course | None, form: ReuseForm | None = None, status: int = 200):
    modules = queries.modules_of(source.id) if source else []
    form = form or ReuseForm(formdata=None, modules=modules, source=source.id if source else None)
    return render(
        "courses/copying/reuse.html",
        status=status,
        course=course,
        source=source,
        others=queries.others_for(current_user, course),
        modules=modules,
        form=form,
    )
