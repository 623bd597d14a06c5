"""Pages for who runs a cohort: opening one, its words and dates, its schedule, and the phase of a member."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from cohorts import actions, policies, words
from cohorts.forms import CohortForm, PhaseForm, RuleForm
from cohorts.membership import queries as people
from cohorts.models import Cohort
from cohorts.screens import run_or_403
from cohorts.settings.screens import member_screen
from cohorts.training.queries import modules_of, rules_of
from courses.editing.queries import get_course
from courses.opening.queries import conditions_of
from courses.opening.words import Names, openings_in
from courses.queries import courses_visible_to, get_outline
from lms.access import get_or_404, require
from lms.database import now
from lms.forms import act_once
from lms.pages import not_found, render, then_show

bp = Blueprint("cohort_settings", __name__)


@bp.get("/courses/<int:course_id>/cohorts/new")
def new_cohort(course_id):
    course = get_or_404(courses_visible_to(current_user), course_id)
    require(policies.can_open_cohort(current_user) and not course.is_template)
    form = CohortForm(data={"timezone": current_user.timezone, "language": course.language})
    return render("cohorts/new.html", course=course, form=form)


@bp.post("/courses/<int:course_id>/cohorts/new")
def open_cohort(course_id):
    course = get_or_404(courses_visible_to(current_user), course_id)
    require(policies.can_open_cohort(current_user) and not course.is_template)
    form = CohortForm()
    if not form.validate():
        return render("cohorts/new.html", course=course, form=form, status=422)
    act_once(form, current_user)
    cohort = actions.open_cohort(course, by=current_user, **form.words)
    toast = _("%(cohort)s is open. Next: when its modules open.", cohort=cohort.name)
    return then_show("cohort_settings.show_schedule", cohort_id=cohort.id, toast=toast)


@bp.get("/cohorts/<int:cohort_id>/settings")
def show_settings(cohort_id):
    cohort = run_or_403(cohort_id)
    leads = people.phase_of(current_user, cohort) == "facilitator"
    return render("cohorts/settings.html", cohort=cohort, form=CohortForm(obj=cohort), leads=leads)


@bp.post("/cohorts/<int:cohort_id>/settings")
def change_settings(cohort_id):
    cohort = run_or_403(cohort_id)
    form = CohortForm()
    if not form.validate():
        return render("cohorts/settings.html", cohort=cohort, form=form, status=422)
    if form.version.data != cohort.version:
        form.go_on_from(cohort.version)
        return render("cohorts/settings.html", cohort=cohort, form=form, is_conflict=True, status=409)
    was_over = cohort.is_over(now())
    actions.change_cohort(cohort, by=current_user, **form.words)
    return then_show("cohorts.show_cohort", cohort_id=cohort_id, toast=_said(cohort, was_over))


@bp.get("/cohorts/<int:cohort_id>/schedule")
def show_schedule(cohort_id):
    return _schedule(run_or_403(cohort_id))


@bp.post("/cohorts/<int:cohort_id>/schedule")
def change_schedule(cohort_id):
    cohort = run_or_403(cohort_id)
    forms = [(module, RuleForm(prefix=f"module-{module.id}-")) for module in modules_of(cohort.course_id)]
    problems = [form for _module, form in forms if not form.validate()]
    if problems:
        return _schedule(cohort, forms, status=422)
    for module, form in forms:
        actions.set_rule(cohort, module, form.rule.data, form.opens_on.data, form.days.data)
    return then_show("cohorts.show_lessons", cohort_id=cohort_id, toast=_("The schedule is kept."))


@bp.get("/cohorts/<int:cohort_id>/memberships/<int:membership_id>")
def show_member(cohort_id, membership_id):
    return member_screen(run_or_403(cohort_id), membership_id)


@bp.post("/cohorts/<int:cohort_id>/memberships/<int:membership_id>")
def change_member(cohort_id, membership_id):
    cohort = run_or_403(cohort_id)
    membership, person = people.find_membership(cohort.id, membership_id) or not_found()
    form = PhaseForm()
    if not form.validate():
        return member_screen(cohort, membership_id, form, status=422)
    if form.phase.data != "facilitator" and people.is_last_facilitator(membership):
        form.phase.errors = [_("Make somebody else a facilitator first.")]
        return member_screen(cohort, membership_id, form, status=422)
    actions.change_phase(membership, form.phase.data, by=current_user)
    toast = _("%(name)s: %(phase)s", name=person.name, phase=words.PHASE_WORDS[membership.phase])
    return then_show("cohorts.show_members", cohort_id=cohort_id, toast=toast)


@bp.post("/cohorts/<int:cohort_id>/memberships/<int:membership_id>/removal")
def remove_member(cohort_id, membership_id):
    cohort = run_or_403(cohort_id)
    membership, person = people.find_membership(cohort.id, membership_id) or not_found()
    if people.is_last_facilitator(membership):
        form = PhaseForm(obj=membership)
        form.phase.errors = [_("Make somebody else a facilitator first.")]
        return member_screen(cohort, membership_id, form, status=422)
    actions.remove_member(membership, by=current_user)
    toast = _("%(name)s is no longer in the cohort. What they wrote stays.", name=person.name)
    return then_show("cohorts.show_members", cohort_id=cohort_id, toast=toast)


def _schedule(cohort: Cohort, forms=None, status: int = 200):
    rules = rules_of(cohort.id)
    if forms is None:
        forms = [
            (module, RuleForm(prefix=f"module-{module.id}-", obj=rules.get(module.id)))
            for module in modules_of(cohort.course_id)
        ]
    return render("cohorts/schedule.html", cohort=cohort, forms=forms, conditions=_conditions(cohort), status=status)


def _conditions(cohort: Cohort) -> dict[int, list[str]]:
    """Module → what its author wants done before it, or a lesson in it, opens."""
    course = get_course(cohort.course_id)
    outline = get_outline(
        current_user,
        course.id,
        language=current_user.locale,
        course_language=course.language,
        people_audience_id=course.people_audience_id,
    )
    said = openings_in(Names(outline.parts, outline.steps), conditions_of(course.id))
    return {
        part.id: said.get(("module", part.id), [])
        + [f"{step.number}: {sentence}" for step in part.steps for sentence in said.get(("lesson", step.id), [])]
        for part in outline.parts
    }


def _said(cohort: Cohort, was_over: bool) -> str:
    is_over = cohort.is_over(now())
    if is_over and not was_over:
        return _("The training is over. Trainees are alumni now; nothing closed.")
    if was_over and not is_over:
        return _("The training goes on. Those it had made alumni are trainees again.")
    return _("Saved.")
