"""Pages of surveys: those of a place, one with its questions or its results, answering, and the table to keep."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.screens import head_or_404
from cohorts.surveys import actions, policies, queries, screens, words
from cohorts.surveys.forms import AnswersForm
from cohorts.surveys.making.forms import BeginForm
from lms.access import require
from lms.database import now
from lms.pages import not_found, number, render, then_show
from lms.spreadsheets import csv_answer

bp = Blueprint("surveys", __name__)


@bp.get("/surveys")
def list_academy_surveys():
    return list_page(None)


@bp.get("/cohorts/<int:cohort_id>/surveys")
def list_surveys(cohort_id):
    return list_page(head_or_404(cohort_id))


@bp.get("/surveys/<int:survey_id>")
def show_survey(survey_id):
    return survey_page(screens.survey_or_404(survey_id))


@bp.post("/surveys/<int:survey_id>/answers")
def answer(survey_id):
    found = screens.survey_or_404(survey_id)
    current = (queries.rounds_of(found.survey, current_user) or [None])[-1]
    require(policies.is_asked(current_user, found.survey, found.phase) and current is not None)
    form = AnswersForm.of(queries.questions_of(found.survey))
    if not form.validate() and current.is_open(now()):
        return survey_page(found, form=form, status=422)
    try:
        actions.answer(found.survey, form.round.data or current.id, form.answers, by=current_user)
    except actions.Closed:
        problem = _("This round closed while you were answering. Your answers were not kept.")
        return survey_page(found, problem=problem, said=form.said)
    return then_show("surveys.show_survey", survey_id=survey_id, toast=_("Your answers are in. Thank you."))


@bp.get("/surveys/<int:survey_id>/results.csv")
def export(survey_id):
    survey = screens.survey_or_404(survey_id).survey
    rounds = [one for one in queries.rounds_of(survey, current_user) if one.closed_at] or not_found()
    rows = screens.rows_for_export(survey, queries.questions_of(survey), rounds, queries.sums_of(rounds))
    head = [_("Round"), _("Closed"), _("Number"), _("Question"), _("Answer"), _("People"), _("Per cent")]
    return csv_answer([head, *rows], survey.title[:60])


def list_page(cohort, *, form: BeginForm | None = None, status: int = 200):
    """The surveys of a cohort, or of the academy when that is None; who leads can begin one here."""
    cohort_id, moment = (cohort.id if cohort else None), now()
    leads = policies.can_lead(current_user, cohort_id, cohort.phase if cohort else None)
    rows = queries.surveys_of(current_user, cohort_id, before=request.args.get("before", type=number))
    more, rows = len(rows) > queries.PAGE, rows[: queries.PAGE]
    language = cohort.language if cohort else current_user.locale
    return render(
        "cohorts/surveys/list.html",
        status=status,
        cohort=cohort,
        rows=[
            (survey, latest, words.standing(survey, latest, moment), _waits(survey, cohort, latest, mine, moment))
            for survey, latest, mine in rows
        ],
        next_id=rows[-1][0].id if more else None,
        form=form or (BeginForm(formdata=None, data={"language": language}) if leads else None),
        removed=queries.removed_in(current_user, cohort_id, since=moment - policies.UNDO) if leads else [],
        rhythm_words=words.RHYTHM_WORDS,
    )


def survey_page(
    found: queries.Found, *, form: AnswersForm | None = None, problem: str = "", said=(), status: int = 200
):
    """The questions for who still has to answer; what came out for everybody; what can be done for who leads."""
    survey, moment = found.survey, now()
    questions, rounds = queries.questions_of(survey), queries.rounds_of(survey, current_user)
    latest = rounds[-1] if rounds else None
    sums = queries.sums_of(rounds)
    closed = [one for one in rounds if one.closed_at][-queries.MOST_COMPARED :]
    chosen = request.args.get("round", type=number)
    shown = next((one for one in closed if one.number == chosen), closed[-1] if closed else None)
    is_asked = policies.can_answer(current_user, survey, found.phase, latest, moment)
    has_answered = is_asked and queries.has_answered(current_user, latest)
    if is_asked and not has_answered and form is None:
        form = AnswersForm.of(questions, formdata=None, data={"round": latest.id})
    asked = queries.count_asked(survey) if found.leads else 0
    return render(
        "cohorts/surveys/survey.html",
        status=409 if problem else status,
        found=found,
        survey=survey,
        questions=questions,
        latest=latest,
        is_open=bool(latest and latest.is_open(moment)),
        standing=words.standing(survey, latest, moment),
        form=form if is_asked and not has_answered else None,
        has_answered=has_answered,
        problem=problem,
        said=said,
        closed=closed,
        shown=shown,
        results=screens.results_of(questions, closed, shown, sums) if shown else [],
        compared=screens.compared(questions, closed, sums) if len(closed) > 1 else [],
        can_open=found.leads and policies.can_open(len(questions), asked, latest, moment),
        why_not=words.why_not_open(len(questions), asked),
        asked=asked,
        words=words,
    )


def _waits(survey, cohort, latest, mine: bool, moment) -> bool:
    """Whether this one asks the viewer, and they did not answer yet."""
    return not mine and policies.can_answer(current_user, survey, cohort.phase if cohort else None, latest, moment)
