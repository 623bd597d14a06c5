"""Pages that decide who sees a course and who reads its lessons, and its archive."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from courses.editing import actions
from courses.editing.forms import AudienceForm
from courses.editing.readers import actions as readers
from courses.editing.screens import course_screen, editable_course, editable_lesson
from courses.editing.settings import actions as settings
from courses.models import Course
from lms.access import ACADEMY, PUBLIC, require
from lms.pages import then_show

bp = Blueprint("settings", __name__)
AUDIENCES = {"academy": ACADEMY, "public": PUBLIC}


@bp.post("/courses/<int:course_id>/publication")
def publish_course(course_id):
    course = editable_course(course_id)
    require(not course.is_template)
    form = AudienceForm()
    if not form.validate():
        return course_screen(course, status=422, audience_form=form)
    actions.publish_course(course, audience_id=AUDIENCES[form.audience.data], by=current_user)
    return then_show("editor.edit_course", course_id=course.id, toast=_("The course page is published."))


@bp.post("/courses/<int:course_id>/hiding")
def hide_course(course_id):
    course = editable_course(course_id)
    settings.hide_course(course, by=current_user)
    return then_show("editor.edit_course", course_id=course.id, toast=_("Only staff see the course page now."))


@bp.post("/courses/<int:course_id>/archive")
def archive_course(course_id):
    course = editable_course(course_id)
    settings.archive_course(course, by=current_user)
    return then_show("editor.edit_course", course_id=course.id, toast=_("In the archive. Its people keep reading."))


@bp.post("/courses/<int:course_id>/return")
def return_course(course_id):
    course = editable_course(course_id)
    settings.return_course(course, by=current_user)
    return then_show("editor.edit_course", course_id=course.id, toast=_("The course is offered again."))


@bp.post("/courses/<int:course_id>/readers/<any(course, academy, public):who>")
def open_lessons(course_id, who):
    course = editable_course(course_id)
    number = readers.open_lessons(course, _audience(course, who), by=current_user)
    toast = ngettext("Changed for %(num)d lesson.", "Changed for %(num)d lessons.", number)
    return then_show("editor.edit_course", course_id=course.id, toast=toast)


@bp.post("/lessons/<int:lesson_id>/readers/<any(course, academy, public):who>")
def open_lesson(lesson_id, who):
    course, lesson = editable_lesson(lesson_id)
    readers.open_lesson(lesson, _audience(course, who), by=current_user)
    return then_show("editor.drafts.edit_lesson", lesson_id=lesson.id, anchor="settings", toast=_("Changed."))


def _audience(course: Course, who: str) -> int:
    return AUDIENCES.get(who, course.people_audience_id)
