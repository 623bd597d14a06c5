"""Pages of practice plans: those of a cohort, writing one, one with its check-ins and encouragements, being a buddy."""

from datetime import date
from zoneinfo import ZoneInfo

from flask import Blueprint, request
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from cohorts import queries as cohorts
from cohorts.practice import actions, policies, queries, sharing, words
from cohorts.practice.figures.queries import figures_of
from cohorts.practice.forms import AnswerForm, NoteForm, PlanForm
from cohorts.screens import head_or_404, page_of, show_tab
from cohorts.training.queries import modules_of
from lms.access import get_or_404, require
from lms.database import now
from lms.forms import act_once
from lms.pages import not_found, number, render, then_show
from lms.people.queries import Face, face_of

bp = Blueprint("practice", __name__)


@bp.get("/cohorts/<int:cohort_id>/practice")
def show_practice(cohort_id):
    cohort = head_or_404(cohort_id)
    page = page_of(queries.plans_of(cohort, current_user, before=request.args.get("before", type=number)))
    return show_tab(
        "practice",
        cohort,
        mine=[row for row in page["rows"] if row.user_id == current_user.id],
        others=[
            (row, Face.of(row.user_id, row.name, row.photo_key))
            for row in page["rows"]
            if row.user_id != current_user.id
        ],
        removed=queries.removed_in(cohort, current_user, since=now() - policies.UNDO),
        figures=figures_of(cohort) if policies.can_see_figures(cohort.phase) else None,
        can_plan=policies.can_plan(cohort.phase),
        words=words,
        next_id=page["next_id"],
    )


@bp.get("/cohorts/<int:cohort_id>/plans/new")
def new_plan(cohort_id):
    cohort = head_or_404(cohort_id)
    require(policies.can_plan(cohort.phase))
    module = request.args.get("module", type=number) or 0
    form = _plan_form(cohort, data={"module": module, "begins_on": _today(cohort), "sharing": "me", "buddy": 0})
    return render("cohorts/practice/write.html", cohort=cohort, form=form, plan=None)


@bp.post("/cohorts/<int:cohort_id>/plans")
def write_plan(cohort_id):
    cohort = head_or_404(cohort_id)
    require(policies.can_plan(cohort.phase))
    form = _plan_form(cohort)
    if not form.validate():
        return render("cohorts/practice/write.html", cohort=cohort, form=form, plan=None, status=422)
    act_once(form, current_user)
    plan = actions.write_plan(cohort, author=current_user, **form.words)
    return then_show("practice.show_plan", plan_id=plan.id, toast=_("Your plan is kept."))


@bp.get("/plans/<int:plan_id>")
def show_plan(plan_id):
    return _page(get_or_404(queries.plans_visible_to(current_user), plan_id))


@bp.get("/plans/<int:plan_id>/edit")
def edit_plan(plan_id):
    plan, cohort = _own_plan(plan_id)
    data = {"module": plan.module_id or 0, "buddy": plan.buddy_id or 0}
    return render(
        "cohorts/practice/write.html", cohort=cohort, plan=plan, form=_plan_form(cohort, plan, obj=plan, data=data)
    )


@bp.post("/plans/<int:plan_id>/edit")
def change_plan(plan_id):
    plan, cohort = _own_plan(plan_id)
    form = _plan_form(cohort, plan)
    if not form.validate():
        return render("cohorts/practice/write.html", cohort=cohort, plan=plan, form=form, status=422)
    actions.change_plan(plan, cohort, by=current_user, **form.words)
    return then_show("practice.show_plan", plan_id=plan_id, toast=_("Your plan is kept."))


@bp.post("/plans/<int:plan_id>/removal")
def remove_plan(plan_id):
    plan = get_or_404(queries.plans_visible_to(current_user), plan_id)
    require(policies.can_remove(current_user, plan))
    actions.remove_plan(plan)
    return _then_away(plan, _("Removed. You can undo this for 30 days."))


@bp.post("/plans/<int:plan_id>/restoration")
def restore_plan(plan_id):
    plan = get_or_404(queries.removed_plans_of(current_user), plan_id)
    require(now() - plan.removed_at <= policies.UNDO)
    actions.restore_plan(plan)
    return then_show("practice.show_plan", plan_id=plan_id, toast=_("It is back where it was."))


@bp.post("/plans/<int:plan_id>/check-ins/<int:days>")
def answer(plan_id, days):
    plan = get_or_404(queries.plans_visible_to(current_user), plan_id)
    check_in = queries.find_check_in(plan, days) or not_found()
    require(policies.can_answer(current_user, _phase(plan), plan, check_in, now()))
    form = _answer_form(check_in)
    if not form.validate():
        return _page(plan, answer_form=(days, form), status=422)
    actions.answer(plan, check_in, said=form.answer.data, sentence=form.sentence.data or "", by=current_user)
    return then_show("practice.show_plan", plan_id=plan_id, toast=_("Kept. Thank you for being honest."))


@bp.post("/plans/<int:plan_id>/notes")
def write_note(plan_id):
    plan = get_or_404(queries.plans_visible_to(current_user), plan_id)
    require(policies.can_write_note(_phase(plan), plan))
    form = NoteForm()
    if not form.validate():
        return _page(plan, note_form=form, status=422)
    act_once(form, current_user)
    note = actions.encourage(plan, author=current_user, body=form.body.data)
    return then_show("practice.show_plan", plan_id=plan_id, anchor=f"note-{note.id}")


@bp.post("/plans/<int:plan_id>/notes/<int:note_id>/removal")
def remove_note(plan_id, note_id):
    plan = get_or_404(queries.plans_visible_to(current_user), plan_id)
    note = queries.find_note(plan, current_user, note_id) or not_found()
    require(policies.can_remove_note(current_user, _phase(plan), plan, note))
    actions.remove_note(note, by=current_user)
    return then_show("practice.show_plan", plan_id=plan_id, toast=_("Removed. You can undo this for 30 days."))


@bp.post("/plans/<int:plan_id>/notes/<int:note_id>/restoration")
def restore_note(plan_id, note_id):
    plan = get_or_404(queries.plans_visible_to(current_user), plan_id)
    note = queries.find_note(plan, current_user, note_id, is_removed=True) or not_found()
    require(policies.can_restore_note(current_user, _phase(plan), note, now()))
    actions.restore_note(note)
    return then_show("practice.show_plan", plan_id=plan_id, toast=_("It is back where it was."))


@bp.get("/plans/<int:plan_id>/buddy")
def show_request(plan_id):
    plan = get_or_404(queries.asked_of(current_user), plan_id)
    return render("cohorts/practice/buddy.html", plan=plan, beside=queries.around(plan, current_user))


@bp.post("/plans/<int:plan_id>/buddy")
def accept(plan_id):
    plan = get_or_404(queries.asked_of(current_user), plan_id)
    if not sharing.accept(plan, by=current_user) and plan.buddy_state != "accepted":
        not_found()
    return then_show("practice.show_plan", plan_id=plan_id, toast=_("You are their buddy now."))


@bp.post("/plans/<int:plan_id>/buddy/refusal")
def step_back(plan_id):
    plan = get_or_404(queries.asked_of(current_user), plan_id)
    sharing.step_back(plan, by=current_user)
    return _then_away(plan, _("Good to say so. You no longer read this plan."))


def _own_plan(plan_id: int):
    """The plan with its cohort, for who wrote it and is still in the cohort."""
    plan = get_or_404(queries.plans_visible_to(current_user), plan_id)
    require(policies.can_change(current_user, _phase(plan), plan))
    return plan, head_or_404(plan.cohort_id)


def _phase(plan) -> str | None:
    cohort = cohorts.find_head(current_user, plan.cohort_id)
    return cohort.phase if cohort else None


def _then_away(plan, toast: str):
    """To the plans of the cohort, for who is still in it."""
    if cohorts.find_head(current_user, plan.cohort_id) is None:
        return then_show("home.show_home", toast=toast)
    return then_show("practice.show_practice", cohort_id=plan.cohort_id, toast=toast)


def _today(cohort) -> date:
    return now().astimezone(ZoneInfo(cohort.timezone)).date()


def _plan_form(cohort, plan=None, **filled) -> PlanForm:
    language = str(get_locale() or "en")
    modules = [(row.id, (row.titles or {}).get(language) or row.title) for row in modules_of(cohort.course_id)]
    buddies = queries.possible_buddies(cohort.id, current_user.id)
    earliest = min(plan.begins_on, _today(cohort)) if plan else _today(cohort)
    return PlanForm(modules=modules, buddies=buddies, earliest=earliest, **filled)


def _answer_form(check_in) -> AnswerForm:
    return AnswerForm(
        prefix=f"d{check_in.days}-", data={"answer": check_in.answer or None, "sentence": check_in.sentence}
    )


def _page(plan, *, answer_form=None, note_form=None, status: int = 200):
    beside, moment = queries.around(plan, current_user), now()
    phase = beside.phase if beside.cohort_audience_id in current_user.audiences else None
    check_ins = queries.check_ins_of(plan)
    forms = {
        check_in.days: _answer_form(check_in)
        for check_in in check_ins
        if policies.can_answer(current_user, phase, plan, check_in, moment)
    } | dict([answer_form] if answer_form else [])
    return render(
        "cohorts/practice/plan.html",
        status=status,
        plan=plan,
        beside=beside,
        face=face_of(beside),
        is_mine=plan.user_id == current_user.id,
        knows_cohort=beside.cohort_audience_id in current_user.audiences,
        module=words.module_title(beside, str(get_locale() or "en")),
        readers=words.readers(plan, beside, current_user),
        check_ins=check_ins,
        open_days=max((days for days in forms), default=None),
        wrong_days=answer_form[0] if answer_form else None,
        forms=forms,
        moment_now=moment,
        notes=[(note, Face.of(note.author_id, name, key)) for note, name, key in queries.notes_of(plan, current_user)],
        note_form=note_form or NoteForm(),
        can_change=policies.can_change(current_user, phase, plan),
        can_write=policies.can_write_note(phase, plan),
        can_remove=lambda note: policies.can_remove_note(current_user, phase, plan, note),
        words=words,
    )
