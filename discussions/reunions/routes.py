"""The page on which a facilitator writes what is said months after the training."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.policies import can_see_progress
from cohorts.screens import head_or_404
from discussions.reunions import actions, queries
from discussions.reunions.forms import PromptForm
from discussions.reunions.models import MONTHS, ReunionPrompt
from discussions.reunions.words import OUTCOMES, suggestion
from lms.access import require
from lms.database import now
from lms.pages import not_found, render, then_show

bp = Blueprint("reunions", __name__)


@dataclass(frozen=True)
class Moment:
    """One moment after the training: when it comes, what is to be said, and how it ended."""

    months: int
    due_at: datetime
    is_over: bool
    prompt: ReunionPrompt | None
    form: PromptForm


@bp.get("/cohorts/<int:cohort_id>/reunions")
def show_reunions(cohort_id):
    return _page(_led(cohort_id))


@bp.post("/cohorts/<int:cohort_id>/reunions/<int:months>")
def write_prompt(cohort_id, months):
    cohort, form = _led(cohort_id), PromptForm(prefix=f"in-{_known(months)}-")
    if queries.due_at(cohort, months) <= now():
        form.validate()
        form.title.errors = [_("This moment has passed. Say it in a conversation of the cohort instead.")]
        return _page(cohort, {months: form}, status=422)
    if not form.validate():
        return _page(cohort, {months: form}, status=422)
    words = {"title": form.title.data, "body": form.body.data.strip(), "version": form.version.data or 0}
    try:
        actions.write_prompt(cohort, months, **words, by=current_user)
    except actions.StalePrompt:
        stands = queries.find_prompt(cohort_id, months)
        form.go_on_from(stands.version if stands else 0)
        return _page(cohort, {months: form}, status=409, changed=months)
    return then_show(
        "reunions.show_reunions", cohort_id=cohort_id, toast=_("Kept. It is said only if it is quiet by then.")
    )


@bp.post("/cohorts/<int:cohort_id>/reunions/<int:months>/removal")
def remove_prompt(cohort_id, months):
    _led(cohort_id)
    actions.remove_prompt(cohort_id, _known(months))
    return then_show("reunions.show_reunions", cohort_id=cohort_id, toast=_("Nothing will be said at that moment."))


def _led(cohort_id: int):
    cohort = head_or_404(cohort_id)
    require(can_see_progress(cohort.phase))
    return cohort


def _known(months: int) -> int:
    return months if months in MONTHS else not_found()


def _page(cohort, forms: dict[int, PromptForm] | None = None, *, status: int = 200, changed: int = 0):
    prompts, moment = queries.prompts_of(cohort.id), now()
    return render(
        "discussions/reunions/reunions.html",
        status=status,
        cohort=cohort,
        moments=[_moment(cohort, months, prompts.get(months), forms or {}, moment) for months in MONTHS],
        outcomes=OUTCOMES,
        changed=changed,
        days=queries.QUIET.days,
    )


def _moment(
    cohort, months: int, prompt: ReunionPrompt | None, forms: dict[int, PromptForm], moment: datetime
) -> Moment:
    due_at = queries.due_at(cohort, months)
    form = forms.get(months)
    if form is None:
        with force_locale(cohort.language):
            title, body = (prompt.title, prompt.body) if prompt else suggestion(months)
        data = {"title": title, "body": body, "version": prompt.version if prompt else 0}
        form = PromptForm(formdata=None, prefix=f"in-{months}-", data=data)
    return Moment(months, due_at, due_at <= moment or bool(prompt and prompt.outcome), prompt, form)
