"""Saying which event of a cohort a live session is."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.calendar.policies import can_plan
from cohorts.calendar.queries import events_visible_to
from cohorts.live import actions, queries
from cohorts.live.forms import SessionForm
from cohorts.screens import head_or_404
from courses.models import Lesson
from courses.queries import lessons_visible_to
from lms.access import get_or_404, require
from lms.pages import not_found, render, then_show

bp = Blueprint("live_sessions", __name__)


@bp.post("/cohorts/<int:cohort_id>/lessons/<int:lesson_id>/session")
def hold(cohort_id, lesson_id):
    cohort = head_or_404(cohort_id)
    lesson = get_or_404(lessons_visible_to(current_user).where(Lesson.kind == "live"), lesson_id)
    if lesson.course_id != cohort.course_id:
        not_found()
    require(can_plan(cohort.phase))
    form = SessionForm(events=queries.events_to_choose(current_user, cohort.id))
    if not form.validate():
        return render("cohorts/live/session.html", cohort=cohort, lesson=lesson, form=form, status=422)
    event = get_or_404(events_visible_to(current_user), form.event.data) if form.event.data else None
    actions.hold_as(lesson, cohort, event)
    toast = _("Kept. Its people see it in the lesson.") if event else _("Not planned in this cohort any more.")
    return then_show("courses.show_lesson", lesson_id=lesson.id, anchor="task", toast=toast)
