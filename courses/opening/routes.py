"""Pages on which authors say what must be done before a lesson or a module opens."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from courses.editing.outline.queries import get_tree
from courses.editing.policies import can_edit_course
from courses.editing.queries import get_course, modules_found_by
from courses.editing.screens import editable_course, editable_lesson
from courses.opening import actions, queries, words
from courses.opening.circles import Node, target_of
from courses.opening.forms import ConditionForm
from lms.access import get_or_404, require
from lms.pages import not_found, render, then_show

bp = Blueprint("opening", __name__)


@bp.get("/lessons/<int:lesson_id>/opening")
def show_lesson(lesson_id):
    course, lesson = editable_lesson(lesson_id)
    return _page(course, ("lesson", lesson.id))


@bp.post("/lessons/<int:lesson_id>/opening")
def add_to_lesson(lesson_id):
    course, lesson = editable_lesson(lesson_id)
    return _add(course, ("lesson", lesson.id))


@bp.get("/modules/<int:module_id>/opening")
def show_module(module_id):
    course, module = _editable_module(module_id)
    return _page(course, ("module", module.id))


@bp.post("/modules/<int:module_id>/opening")
def add_to_module(module_id):
    course, module = _editable_module(module_id)
    return _add(course, ("module", module.id))


@bp.post("/courses/<int:course_id>/conditions/<int:condition_id>/removal")
def remove_condition(course_id, condition_id):
    course = editable_course(course_id)
    condition = queries.find_condition(course.id, condition_id) or not_found()
    target = target_of(condition)
    actions.remove_condition(condition)
    return _show(target, _("Removed. Nobody waits for it any more."))


def _editable_module(module_id: int):
    module = get_or_404(modules_found_by(current_user), module_id)
    course = get_course(module.course_id)
    require(can_edit_course(current_user, course))
    return course, module


def _add(course, target: Node):
    tree = get_tree(course)
    form = ConditionForm(tree=tree, target=target)
    if not form.validate():
        return _page(course, target, tree=tree, form=form, status=422)
    try:
        actions.set_condition(course, target, form.node, form.percent.data)
    except actions.Circle:
        form.after.errors = [
            _("“%(name)s” itself opens only after this. Neither would ever open.", name=words.name_of(tree, form.node))
        ]
        return _page(course, target, tree=tree, form=form, status=422)
    return _show(target, _("Kept. Who has begun goes on; others do this first."))


def _show(target: Node, toast: str):
    kind, number = target
    return then_show(f"opening.show_{kind}", **{f"{kind}_id": number}, toast=toast)


def _page(course, target: Node, *, tree=None, form=None, status: int = 200):
    tree = tree or get_tree(course)
    conditions = queries.conditions_of(course.id)
    own = [(one, words.sentence(tree, one)) for one in conditions if target_of(one) == target]
    module = next((one for one in tree.modules if target[0] == "lesson" and tree.find(target[1]) in one.lessons), None)
    inherited = words.openings_in(tree, conditions).get(("module", module.id), []) if module else []
    return render(
        "courses/opening.html",
        status=status,
        course=course,
        target=target,
        name=words.name_of(tree, target),
        own=own,
        module=module,
        inherited=inherited,
        form=form or ConditionForm(formdata=None, tree=tree, target=target),
    )
