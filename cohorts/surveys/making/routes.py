"""Making a survey: beginning one, its terms and questions, trying it, opening and closing a round, removing it."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.screens import head_or_404
from cohorts.surveys import actions as rounds
from cohorts.surveys import policies, queries
from cohorts.surveys.forms import AnswersForm
from cohorts.surveys.making import actions
from cohorts.surveys.making.forms import BeginForm, QuestionForm, TermsForm
from cohorts.surveys.models import MOST_QUESTIONS
from cohorts.surveys.routes import list_page, survey_page
from cohorts.surveys.screens import led_or_403, survey_or_404
from cohorts.surveys.words import KIND_WORDS, PROMISES, why_not_open
from lms.access import require
from lms.database import now
from lms.forms import act_once
from lms.pages import not_found, render, then_show

bp = Blueprint("survey_making", __name__)


@bp.post("/surveys")
def begin_for_academy():
    return _begin(None)


@bp.post("/cohorts/<int:cohort_id>/surveys")
def begin(cohort_id):
    return _begin(head_or_404(cohort_id))


@bp.get("/surveys/<int:survey_id>/edit")
def edit(survey_id):
    return _edit_page(led_or_403(survey_id))


@bp.post("/surveys/<int:survey_id>/edit")
def change(survey_id):
    found, form = led_or_403(survey_id), TermsForm()
    if not form.validate():
        return _edit_page(found, form=form, status=422)
    terms = {name: form[name].data for name in ("title", "intro", "days", "rhythm")}
    actions.change_terms(found.survey, **terms | {"intro": terms["intro"] or ""})
    return then_show("survey_making.edit", survey_id=survey_id, toast=_("Saved."))


@bp.post("/surveys/<int:survey_id>/questions")
def write_question(survey_id):
    found = led_or_403(survey_id)
    require(policies.can_change_questions(found.survey))
    form = QuestionForm(prefix="new-")
    if not form.validate():
        return _edit_page(found, new=form, status=422)
    act_once(form, current_user)
    try:
        actions.write_question(found.survey, kind=form.kind.data, words=form.words.data, options=form.listed)
    except actions.Full:
        form.words.errors = [_("A survey has at most %(max)d questions. Fewer is better.", max=MOST_QUESTIONS)]
        return _edit_page(found, new=form, status=422)
    return then_show("survey_making.edit", survey_id=survey_id, anchor="questions", toast=_("Added."))


@bp.get("/surveys/<int:survey_id>/questions/<int:survey_question_id>")
def edit_question(survey_id, survey_question_id):
    found, question = _question(survey_id, survey_question_id)
    form = QuestionForm(formdata=None, obj=question, data={"options": "\n".join(question.options)})
    form.options.data = "\n".join(question.options)
    return render("cohorts/surveys/question.html", found=found, survey=found.survey, question=question, form=form)


@bp.post("/surveys/<int:survey_id>/questions/<int:survey_question_id>")
def change_question(survey_id, survey_question_id):
    found, question = _question(survey_id, survey_question_id)
    form = QuestionForm()
    if not form.validate():
        context = {"found": found, "survey": found.survey, "question": question, "form": form}
        return render("cohorts/surveys/question.html", status=422, **context)
    actions.change_question(found.survey, question, kind=form.kind.data, words=form.words.data, options=form.listed)
    return then_show("survey_making.edit", survey_id=survey_id, anchor="questions", toast=_("Saved."))


@bp.post("/surveys/<int:survey_id>/questions/<int:survey_question_id>/place")
def move_question(survey_id, survey_question_id):
    found, question = _question(survey_id, survey_question_id)
    actions.move_question(found.survey, question, up=request.args.get("to") != "down")
    return then_show("survey_making.edit", survey_id=survey_id, anchor="questions")


@bp.post("/surveys/<int:survey_id>/questions/<int:survey_question_id>/removal")
def remove_question(survey_id, survey_question_id):
    found, question = _question(survey_id, survey_question_id)
    actions.remove_question(found.survey, question)
    return then_show("survey_making.edit", survey_id=survey_id, anchor="questions", toast=_("Removed."))


@bp.get("/surveys/<int:survey_id>/preview")
def preview(survey_id):
    """As who is asked will see it; nothing can be sent."""
    found = led_or_403(survey_id)
    form = AnswersForm.of(queries.questions_of(found.survey), formdata=None)
    return render("cohorts/surveys/preview.html", found=found, survey=found.survey, form=form, promises=PROMISES)


@bp.post("/surveys/<int:survey_id>/rounds")
def open_round(survey_id):
    found = led_or_403(survey_id)
    latest = queries.latest_round(found.survey)
    if latest and latest.is_open(now()):
        return then_show("surveys.show_survey", survey_id=survey_id)
    questions, asked = len(queries.questions_of(found.survey)), queries.count_asked(found.survey)
    if not found.survey.title or not policies.can_open(questions, asked, latest, now()):
        problem = why_not_open(questions, asked) if found.survey.title else _("Give it a title first.")
        return survey_page(found, problem=problem)
    rounds.open_round(found.survey)
    return then_show("surveys.show_survey", survey_id=survey_id, toast=_("Open. Everybody who is asked hears of it."))


@bp.post("/surveys/<int:survey_id>/rounds/closure")
def close_round(survey_id):
    found = led_or_403(survey_id)
    rounds.close_round(found.survey)
    return then_show("surveys.show_survey", survey_id=survey_id, toast=_("Closed. This is what came out."))


@bp.post("/surveys/<int:survey_id>/removal")
def remove(survey_id):
    found = led_or_403(survey_id)
    actions.remove_survey(found.survey, by=current_user)
    return _then_list(found, _("Removed. You can undo this for 30 days."))


@bp.post("/surveys/<int:survey_id>/restoration")
def restore(survey_id):
    found = survey_or_404(survey_id, is_removed=True)
    require(policies.can_restore(found.survey, now()))
    actions.restore_survey(found.survey)
    return then_show("surveys.show_survey", survey_id=survey_id, toast=_("It is back where it was."))


def _begin(cohort):
    require(policies.can_lead(current_user, cohort.id if cohort else None, cohort.phase if cohort else None))
    form = BeginForm()
    if not form.validate():
        return list_page(cohort, form=form, status=422)
    act_once(form, current_user)
    survey = actions.begin(cohort, by=current_user, language=form.language.data, ready=form.begin.data)
    return then_show("survey_making.edit", survey_id=survey.id)


def _question(survey_id: int, question_id: int):
    """A question of a draft, for who leads."""
    found = led_or_403(survey_id)
    question = queries.find_question(found.survey, question_id) or not_found()
    require(policies.can_change_questions(found.survey))
    return found, question


def _edit_page(found, *, form: TermsForm | None = None, new: QuestionForm | None = None, status: int = 200):
    survey = found.survey
    return render(
        "cohorts/surveys/edit.html",
        status=status,
        found=found,
        survey=survey,
        form=form or TermsForm(formdata=None, obj=survey),
        new=new or QuestionForm(formdata=None, prefix="new-"),
        questions=queries.questions_of(survey),
        kind_words=KIND_WORDS,
    )


def _then_list(found, toast: str):
    if found.survey.cohort_id:
        return then_show("surveys.list_surveys", cohort_id=found.survey.cohort_id, toast=toast)
    return then_show("surveys.list_academy_surveys", toast=toast)
