"""The report of a cohort or the academy: on the web, as a PDF, and the words of who makes it."""

from flask import Blueprint, request
from flask_babel import force_locale, get_locale
from flask_babel import gettext as _
from flask_login import current_user

from discussions.insights.goals.words import STATES
from discussions.insights.periods import Period, period_of, period_words, periods_to_report, usual_report
from discussions.insights.reports import actions
from discussions.insights.reports.content import content_of
from discussions.insights.reports.forms import WordsForm
from discussions.insights.reports.printing import dates_words, honest_words, print_report
from discussions.insights.scopes import Scope, scope_or_403
from lms.admin.queries import get_academy
from lms.database import now
from lms.languages import NAMES
from lms.pages import not_found, render, then_show
from lms.typesetting import pdf_answer

bp = Blueprint("reports", __name__)


@bp.get("/insights/academy/report", defaults={"cohort_id": None})
@bp.get("/cohorts/<int:cohort_id>/insights/report")
def show_report(cohort_id):
    scope = scope_or_403(cohort_id)
    return _page(scope, _period(scope))


@bp.get("/insights/academy/report.pdf", defaults={"cohort_id": None})
@bp.get("/cohorts/<int:cohort_id>/insights/report.pdf")
def print_it(cohort_id):
    scope, language = scope_or_403(cohort_id), _language()
    period = _period(scope)
    with force_locale(language):
        content = content_of(scope, period, now(), current_user)
        paper = print_report(scope, period, content, get_academy(), language)
    return pdf_answer(paper, f"report-{period.key}-{language}")


@bp.post("/insights/academy/report", defaults={"cohort_id": None})
@bp.post("/cohorts/<int:cohort_id>/insights/report")
def write_words(cohort_id):
    scope, form, language = scope_or_403(cohort_id), WordsForm(), _language()
    period = _period(scope)
    if not form.validate():
        return _page(scope, period, form, status=422)
    try:
        actions.write_words(
            cohort_id=cohort_id, audience_id=scope.audience_id, period=period.key, language=language,
            words=(form.words.data or "").strip(), version=form.version.data or 0, by=current_user,
        )  # fmt: skip
    except actions.StaleReport:
        return _page(scope, period, form, status=409)
    where = {"cohort_id": cohort_id} if cohort_id else {}
    asked = {"period": period.key, "language": language}
    return then_show("insights.reports.show_report", **where, **asked, toast=_("Kept with the report."))


def _page(scope: Scope, period: Period, form: WordsForm | None = None, *, status: int = 200):
    language, moment = _language(), now()
    with force_locale(language):
        content = content_of(scope, period, moment, current_user)
        return render(
            "discussions/insights/report.html",
            status=status,
            scope=scope,
            period=period,
            periods=periods_to_report(scope.zone, moment),
            period_words=period_words,
            dates=dates_words(period),
            honest=honest_words(),
            content=content,
            told=content.report.words_in(language) if content.report else "",
            language=language,
            states=STATES,
            form=_form_about(content.report, language, form, is_stale=status == 409),
            is_stale=status == 409,
        )


def _form_about(report, language: str, form: WordsForm | None, *, is_stale: bool) -> WordsForm:
    version = report.version if report else 0
    if form is None:
        told = report.words.get(language, "") if report else ""
        return WordsForm(formdata=None, data={"words": told, "version": version})
    if is_stale:
        form.go_on_from(version)
    return form


def _period(scope: Scope) -> Period:
    """The one in the address; without one the usual one."""
    asked, moment = request.args.get("period"), now()
    if not asked:
        return usual_report(scope.zone, moment, scope.cohort and scope.cohort.starts_on)
    period = period_of(asked, scope.zone, moment)
    return period if period and not period.is_rolling else not_found()


def _language() -> str:
    """The reader's choice; without one their own language."""
    asked = request.args.get("language")
    return asked if asked in NAMES else str(get_locale())
