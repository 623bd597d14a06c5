"""Giving one person of a cohort what is not open yet: everything, a module or a lesson; and taking it back."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.early.forms import GiftForm
from cohorts.membership.queries import find_membership
from cohorts.policies import can_be_given_early
from cohorts.screens import run_or_403
from courses.editing.queries import get_course
from courses.models import Lesson, Module
from courses.opening import actions
from lms.access import require
from lms.database import db
from lms.pages import not_found, then_show

bp = Blueprint("early", __name__)


@bp.post("/cohorts/<int:cohort_id>/memberships/<int:membership_id>/opening")
def give(cohort_id, membership_id):
    cohort, membership, person = _found(cohort_id, membership_id)
    require(can_be_given_early(membership.phase))
    form = GiftForm()
    module, lesson = _of_course(Module, form.module.data, cohort), _of_course(Lesson, form.lesson.data, cohort)
    course = get_course(cohort.course_id)
    actions.give_early(course, person.id, module=module, lesson=lesson, by=current_user)
    return _show(cohort_id, membership_id, _("Open for %(name)s now, who hears of it.", name=person.name))


@bp.post("/cohorts/<int:cohort_id>/memberships/<int:membership_id>/closing")
def take_back(cohort_id, membership_id):
    cohort, _membership, person = _found(cohort_id, membership_id)
    actions.take_early_back(get_course(cohort.course_id), person.id, by=current_user)
    return _show(cohort_id, membership_id, _("%(name)s follows the schedule again.", name=person.name))


def _found(cohort_id: int, membership_id: int):
    cohort = run_or_403(cohort_id)
    membership, person = find_membership(cohort.id, membership_id) or not_found()
    return cohort, membership, person


def _of_course(table, row_id: int | None, cohort):
    """The module or lesson asked for; none asks for all, and one of another course is found by nobody."""
    if row_id is None:
        return None
    row = db.session.get(table, row_id)
    return row if row is not None and row.course_id == cohort.course_id and row.removed_at is None else not_found()


def _show(cohort_id: int, membership_id: int, toast: str):
    return then_show(
        "cohort_settings.show_member", cohort_id=cohort_id, membership_id=membership_id, anchor="opening", toast=toast
    )
