"""Counting a lesson as done for one person of a cohort, for a reason; and taking it back."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.early.queries import reach_of
from cohorts.grades.policies import LEARNERS, can_set_grades
from cohorts.membership.queries import find_membership, phase_of
from cohorts.overrides.forms import CountForm
from cohorts.overrides.queries import countable_for
from cohorts.screens import run_or_403
from cohorts.settings.screens import member_screen
from courses.models import Lesson
from courses.overrides import actions
from lms.access import require
from lms.database import db
from lms.forms import act_once
from lms.pages import not_found, then_show

bp = Blueprint("overrides", __name__)


@bp.post("/cohorts/<int:cohort_id>/memberships/<int:membership_id>/completions")
def count(cohort_id, membership_id):
    cohort, membership, person = _learner(cohort_id, membership_id)
    outline = reach_of(person.id, cohort.course_id).outline
    form = CountForm.of(countable_for(person.id, cohort.course_id, outline).steps)
    if not form.validate():
        return member_screen(cohort, membership_id, count_form=form, status=422)
    act_once(form, current_user)
    lesson = db.session.get_one(Lesson, form.lesson.data)
    actions.count_as_done(lesson, person.id, reason=form.because.data, by=current_user)
    return _show(cohort_id, membership_id, _("It counts. %(name)s hears of it, and why.", name=person.name))


@bp.post("/cohorts/<int:cohort_id>/memberships/<int:membership_id>/completions/<int:lesson_id>/removal")
def take_back(cohort_id, membership_id, lesson_id):
    cohort, _membership, person = _learner(cohort_id, membership_id)
    lesson = db.session.get(Lesson, lesson_id)
    if lesson is None or lesson.course_id != cohort.course_id:
        not_found()
    if not actions.take_back(lesson, person.id, by=current_user):
        not_found()
    return _show(cohort_id, membership_id, _("Taken back. %(name)s hears of it.", name=person.name))


def _learner(cohort_id: int, membership_id: int):
    """The cohort and somebody who learns in it, for who may grade there."""
    cohort = run_or_403(cohort_id)
    require(can_set_grades(phase_of(current_user, cohort)))
    membership, person = find_membership(cohort.id, membership_id) or not_found()
    require(membership.phase in LEARNERS)
    return cohort, membership, person


def _show(cohort_id: int, membership_id: int, toast: str):
    return then_show(
        "cohort_settings.show_member", cohort_id=cohort_id, membership_id=membership_id, anchor="done", toast=toast
    )
