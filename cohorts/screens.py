"""What the pages of a cohort have in common: finding it, the head above its tabs, and lists in pages."""

from flask import abort, redirect, request
from flask_login import current_user

from cohorts import policies, queries, words
from cohorts.calendar.queries import next_of
from cohorts.calendar.words import when_element
from cohorts.membership.queries import phase_of
from cohorts.models import Cohort
from cohorts.surveys.queries import asks
from lms.access import get_or_404, require
from lms.database import now
from lms.markup import stored
from lms.pages import not_found, render


def head_or_404(cohort_id: int) -> queries.CohortHead:
    cohort = queries.find_head(current_user, cohort_id) or not_found()
    _go_along(cohort)
    return cohort


def run_or_403(cohort_id: int) -> Cohort:
    """The cohort, for who runs it."""
    cohort = get_or_404(queries.cohorts_visible_to(current_user), cohort_id)
    _go_along(cohort)
    require(policies.can_run(current_user, phase_of(current_user, cohort)))
    return cohort


def _go_along(cohort) -> None:
    """Addresses of a cohort that goes on in another lead there, for who is in it."""
    if cohort.went_into_id and queries.find_head(current_user, cohort.went_into_id):
        words = request.path.split("/")
        if request.method != "GET" or len(words) < 3 or words[2] != str(cohort.id):
            not_found()
        words[2] = str(cohort.went_into_id)
        query = request.query_string.decode()
        abort(redirect("/".join(words) + (f"?{query}" if query else "")))


def show_tab(tab: str, cohort: queries.CohortHead, *, status: int = 200, **context):
    """One tab of a cohort's page, under the same head."""
    moment = now()
    return render(
        f"cohorts/{tab}.html",
        status=status,
        tab=tab,
        cohort=cohort,
        moment_now=moment,
        welcome=stored(cohort.welcome_html),
        state=cohort.state(moment),
        lead=words.lead(cohort, cohort.size, moment),
        faces=queries.faces_of(cohort, current_user),
        phase_words=words.PHASE_WORDS,
        next_meeting=next_of(cohort, current_user, moment) if tab == "conversations" else None,
        when_element=when_element,
        asks=asks(current_user, moment, cohort.id) if tab == "conversations" else [],
        can_run=policies.can_run(current_user, cohort.phase),
        can_see_progress=policies.can_see_progress(cohort.phase),
        **context,
    )


def page_of(rows: list) -> dict:
    """Rows of one page, and the id of the last when there are more."""
    more = len(rows) > queries.PAGE
    rows = list(rows[: queries.PAGE])
    return {"rows": rows, "next_id": rows[-1].id if more else None}
