"""Pages of the question bank: its list and categories, and each question to edit, try, move, copy and remove."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from courses.questions import actions, policies, queries
from courses.questions.forms import CategoryForm
from courses.questions.history import routes as history
from courses.questions.images import routes as images
from courses.questions.kinds import KINDS, BadResponse, check, read_response
from courses.questions.kinds.fields import blank, unsaid
from courses.questions.reading import change_rows, read_content
from courses.questions.screens import (
    bank_of,
    bank_screen,
    editable_question,
    editor_screen,
    place_form,
    previewed,
    question_form,
    question_screen,
)
from courses.questions.showing import Asked
from lms.access import get_or_404, require
from lms.database import now
from lms.forms import act_once
from lms.pages import not_found, number, render, then_show

bp = Blueprint("questions", __name__)
bp.add_app_template_global(Asked, "show_question")
for part in (history, images):
    bp.register_blueprint(part.bp)


@bp.get("/courses/<int:course_id>/questions")
def show_bank(course_id):
    return bank_screen(bank_of(course_id))


@bp.post("/courses/<int:course_id>/questions/categories")
def add_category(course_id):
    course = bank_of(course_id)
    form = CategoryForm(drawers=queries.drawers_of(course.id))
    if not form.validate():
        return bank_screen(course, form=form, status=422)
    act_once(form, current_user)
    parent = _category(form.parent.data)[1] if form.parent.data else None
    category = actions.add_category(course, form.name.data, parent, by=current_user)
    return then_show("questions.show_bank", course_id=course.id, category=category.id)


@bp.get("/question-categories/<int:category_id>/edit")
def edit_category(category_id):
    course, category = _category(category_id)
    form = _category_form(course, category, data={"name": category.name, "parent": category.parent_id or 0})
    return render("courses/questions/category.html", course=course, category=category, form=form)


@bp.post("/question-categories/<int:category_id>/edit")
def change_category(category_id):
    course, category = _category(category_id)
    form = _category_form(course, category)
    if not form.validate():
        return render("courses/questions/category.html", course=course, category=category, form=form, status=422)
    parent = _category(form.parent.data)[1] if form.parent.data else None
    actions.change_category(category, name=form.name.data, parent=parent)
    return then_show("questions.show_bank", course_id=course.id, category=category.id, toast=_("Saved."))


@bp.post("/question-categories/<int:category_id>/removal")
def remove_category(category_id):
    course, category = _category(category_id)
    actions.remove_category(category)
    return then_show("questions.show_bank", course_id=course.id, toast=_("Removed. You can undo this for 30 days."))


@bp.post("/question-categories/<int:category_id>/restoration")
def restore_category(category_id):
    course, category = _category(category_id, removed=True)
    require(policies.can_restore(category, now()))
    actions.restore_category(category)
    return then_show("questions.show_bank", course_id=course.id, toast=_("It is back where it was."))


@bp.get("/courses/<int:course_id>/questions/new")
def new_question(course_id):
    course, kind = bank_of(course_id), _kind()
    data = {"category": request.args.get("category", type=number)}
    form = question_form(course, formdata=None, data=data)
    return editor_screen(course, kind, blank(kind, course.language), form)


@bp.post("/courses/<int:course_id>/questions/new")
def create_question(course_id):
    course, kind = bank_of(course_id), _kind()
    form = question_form(course)
    if asked := request.form.get("rows"):
        return editor_screen(course, kind, _changed_rows(kind, asked), form)
    content = _content(kind, form)
    problems = check(kind, content)
    if not form.validate() or problems:
        return editor_screen(course, kind, content, form, problems=problems, status=422)
    act_once(form, current_user)
    question = actions.add_question(
        _category(form.category.data)[1],
        kind=kind,
        name=form.name.data,
        content=content,
        points=form.points.data,
        tags=form.all_tags,
        by=current_user,
    )
    return then_show("questions.show_question", question_id=question.id, toast=_("The question is in the bank."))


@bp.post("/courses/<int:course_id>/questions/preview")
def preview_question(course_id):
    course, kind = bank_of(course_id), _kind()
    shown = previewed(kind, _read(kind))
    return render("courses/questions/preview.html", fragments={"preview"}, course=course, kind=KINDS[kind], **shown)


@bp.get("/questions/<int:question_id>")
def show_question(question_id):
    return question_screen(*editable_question(question_id))


@bp.post("/questions/<int:question_id>/trial")
def try_question(question_id):
    course, question = editable_question(question_id)
    version = queries.version_of(question)
    try:
        response = read_response(version.kind, version.content, request.form, "try-")
    except BadResponse:
        return question_screen(course, question, status=422)
    return question_screen(course, question, response=response)


@bp.get("/questions/<int:question_id>/edit")
def edit_question(question_id):
    course, question = editable_question(question_id)
    version = queries.version_of(question)
    form = question_form(course, version, formdata=None, data={"category": question.category_id})
    content = blank(version.kind, course.language) | unsaid(version.kind) | version.content
    return editor_screen(course, version.kind, content, form, question=question)


@bp.post("/questions/<int:question_id>/edit")
def change_question(question_id):
    course, question = editable_question(question_id)
    version = queries.version_of(question)
    form, kind = question_form(course), version.kind
    if asked := request.form.get("rows"):
        return editor_screen(course, kind, _changed_rows(kind, asked), form, question=question)
    content = _content(kind, form)
    problems = check(kind, content)
    if not form.validate() or problems:
        return editor_screen(course, kind, content, form, question=question, problems=problems, status=422)
    try:
        actions.change_question(
            question,
            name=form.name.data,
            content=content,
            points=form.points.data,
            tags=form.all_tags,
            version=form.began_from,
            by=current_user,
        )
    except actions.StaleQuestion as stale:
        form.go_on_from(str(stale.stored.number))
        return editor_screen(course, kind, content, form, question=question, stored=stale.stored, status=409)
    if form.category.data != question.category_id:
        actions.move_question(question, _category(form.category.data)[1], by=current_user)
    return then_show("questions.show_question", question_id=question.id, toast=_("Saved."))


@bp.post("/questions/<int:question_id>/copy")
def copy_question(question_id):
    _course, question = editable_question(question_id)
    version = queries.version_of(question)
    copy = actions.copy_question(question, by=current_user, name=_("%(name)s (copy)", name=version.name)[:200])
    return then_show("questions.show_question", question_id=copy.id, toast=_("This is the copy."))


@bp.post("/questions/<int:question_id>/place")
def move_question(question_id):
    course, question = editable_question(question_id)
    form = place_form(course)
    if not form.validate():
        return question_screen(course, question, place=form, status=422)
    actions.move_question(question, _category(form.category.data)[1], by=current_user)
    return then_show("questions.show_question", question_id=question.id, toast=_("Moved."))


@bp.post("/questions/<int:question_id>/removal")
def remove_question(question_id):
    course, question = editable_question(question_id)
    actions.remove_question(question, by=current_user)
    return then_show("questions.show_bank", course_id=course.id, toast=_("Removed. You can undo this for 30 days."))


@bp.post("/questions/<int:question_id>/restoration")
def restore_question(question_id):
    _course, question = editable_question(question_id, removed=True)
    require(policies.can_restore(question, now()))
    actions.restore_question(question)
    return then_show("questions.show_question", question_id=question.id, toast=_("It is back where it was."))


def _category(category_id: int, *, removed: bool = False):
    """A category with its course, for who edits it."""
    category = get_or_404(queries.categories_found_by(current_user, removed=removed), category_id)
    return bank_of(category.course_id), category


def _category_form(course, category, **filled) -> CategoryForm:
    """A category may not stand in itself or in what stands in it."""
    below = {category.id}
    drawers = []
    for drawer in queries.drawers_of(course.id):
        if drawer.id in below or drawer.parent_id in below:
            below.add(drawer.id)
        else:
            drawers.append(drawer)
    return CategoryForm(drawers=drawers, **filled)


def _kind() -> str:
    kind = request.values.get("kind", "single")
    return kind if kind in KINDS else not_found()


def _read(kind: str) -> dict:
    return read_content(kind, request.form)


def _changed_rows(kind: str, asked: str) -> dict:
    content = read_content(kind, request.form, keeps_blank=True)
    if asked != "passages":  # those of another lesson; the rows stay
        change_rows(kind, content, asked)
    return content


def _content(kind: str, form) -> dict:
    return _read(kind) | {"explained_at": form.explained_at}
