"""Pages of editing courses: a new one, its outline and settings, and what is not published yet."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from courses.copying.actions import copy_course
from courses.copying.queries import templates_for
from courses.editing import actions, queries
from courses.editing.drafts import routes as drafts
from courses.editing.forms import CourseForm, ModuleForm, NewCourseForm, PublishForm
from courses.editing.history import routes as history
from courses.editing.outline import routes as outline
from courses.editing.policies import can_edit_courses
from courses.editing.screens import course_screen, editable_course
from courses.editing.settings import routes as settings
from courses.editing.settings.actions import StaleCourse, change_course
from courses.editing.templates import fill_course
from courses.editing.uploads import routes as uploads
from lms.access import audience_of, require
from lms.forms import act_once
from lms.pages import render, then_show

bp = Blueprint("editor", __name__)
for part in (drafts, history, outline, settings, uploads):
    bp.register_blueprint(part.bp)


@bp.get("/courses/new")
def new_course():
    require(can_edit_courses(current_user))
    return render("courses/editing/new_course.html", form=_new_course_form(formdata=None, language=current_user.locale))


@bp.post("/courses/new")
def create_course():
    require(can_edit_courses(current_user))
    form = _new_course_form()
    if not form.validate():
        return render("courses/editing/new_course.html", status=422, form=form)
    act_once(form, current_user)
    if form.template:
        course = copy_course(form.template, title=form.title.data, summary=form.summary.data, by=current_user)
    else:
        course = actions.create_course(
            title=form.title.data, language=form.language.data, summary=form.summary.data, by=current_user
        )
        fill_course(course, form.start.data, by=current_user)
    return then_show(
        "editor.edit_course", course_id=course.id, toast=_("The course is made. Only staff can see it yet.")
    )


@bp.get("/courses/<int:course_id>/edit")
def edit_course(course_id):
    return course_screen(editable_course(course_id))


@bp.post("/courses/<int:course_id>/edit")
def save_course(course_id):
    course = editable_course(course_id)
    form = CourseForm()
    if not form.validate():
        return course_screen(course, status=422, form=form)
    words = {
        name: getattr(form, name).data for name in ("title", "summary", "outcomes", "for_whom", "language", "version")
    }
    try:
        change_course(course, **words, by=current_user)
    except StaleCourse as stale:
        form.go_on_from(stale.stored.version)
        return course_screen(course, status=409, form=form, stored=stale.stored)
    return then_show("editor.edit_course", course_id=course.id, toast=_("Saved."))


@bp.post("/courses/<int:course_id>/modules")
def add_module(course_id):
    course = editable_course(course_id)
    form = ModuleForm()
    if not form.validate():
        return course_screen(course, status=422, module_form=form)
    act_once(form, current_user)
    module = actions.add_module(course, form.title.data)
    return then_show("editor.edit_course", course_id=course.id, anchor=f"module-{module.id}")


@bp.get("/courses/<int:course_id>/changes")
def show_changes(course_id):
    return _changes_page(editable_course(course_id), PublishForm(formdata=None))


@bp.post("/courses/<int:course_id>/changes")
def publish_changes(course_id):
    course = editable_course(course_id)
    form = PublishForm()
    if not form.validate():
        return _changes_page(course, form, status=422)
    texts = queries.texts_with_ids(course, form.texts.data)
    actions.publish_texts(texts, by=current_user, why=form.why.data)
    toast = ngettext("%(num)d text is published.", "%(num)d texts are published.", len(texts))
    return then_show("editor.edit_course", course_id=course.id, toast=toast)


def _new_course_form(**filled) -> NewCourseForm:
    return NewCourseForm(templates=templates_for(current_user), **filled)


def _changes_page(course, form, status: int = 200):
    return render(
        "courses/editing/changes.html",
        status=status,
        course=course,
        changes=queries.changed_texts(course),
        form=form,
        reads=audience_of(course.lessons_audience_id),
    )
