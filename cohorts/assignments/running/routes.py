"""The page on which a facilitator sees and sets how the assignments of a cohort stand."""

from collections import Counter
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.assignments import actions, queries
from cohorts.assignments.forms import DayForm
from cohorts.assignments.peers import queries as peers
from cohorts.assignments.peers import rounds
from cohorts.assignments.quizzes import makers_of
from cohorts.screens import run_or_403
from courses.assignments.queries import assignments_of, due_date_of, settings_of
from lms.access import get_or_404, require
from lms.database import now
from lms.pages import not_found, render, then_show
from lms.people.queries import Face

bp = Blueprint("running", __name__)
LAST_MINUTE = time(23, 59)
DUE = ("assignment", "quiz")  # the kinds of lessons that a cohort has a day for


@bp.get("/cohorts/<int:cohort_id>/assignments")
def show_assignments(cohort_id):
    return _page(run_or_403(cohort_id))


@bp.post("/cohorts/<int:cohort_id>/assignments/<int:lesson_id>/due-date")
def set_due_date(cohort_id, lesson_id):
    cohort = run_or_403(cohort_id)
    _of_cohort(cohort, lesson_id)
    form = DayForm(prefix=f"a{lesson_id}-")
    if not form.validate():
        return _page(cohort, due_form=(lesson_id, form), status=422)
    actions.set_due_date(cohort, lesson_id, _end_of(form.day.data, cohort))
    return _then(cohort, lesson_id, _("Kept. People see it in their own time."))


@bp.post("/cohorts/<int:cohort_id>/assignments/<int:lesson_id>/people/<int:user_id>/extension")
def extend(cohort_id, lesson_id, user_id):
    cohort = run_or_403(cohort_id)
    _of_cohort(cohort, lesson_id)
    if user_id not in {row.id for row in queries.people_of(cohort.id, lesson_id)}:
        not_found()
    form = DayForm(prefix=f"a{lesson_id}p{user_id}-")
    if not form.validate():
        return _page(cohort, extension_form=(lesson_id, user_id, form), status=422)
    actions.give_more_time(cohort, lesson_id, user_id, _end_of(form.day.data, cohort), by=current_user)
    return _then(cohort, lesson_id, _("Kept."))


@bp.post("/cohorts/<int:cohort_id>/assignments/<int:lesson_id>/peer-round")
def begin_round(cohort_id, lesson_id):
    cohort = run_or_403(cohort_id)
    _of_cohort(cohort, lesson_id)
    handed_in = any(row.number for row in queries.people_of(cohort.id, lesson_id))
    require(handed_in and settings_of(lesson_id).peer_reviews > 0)
    if peers.find_round(lesson_id, cohort.id) is None:
        rounds.begin_round(lesson_id, cohort)
    return _then(cohort, lesson_id, _("Everybody who handed in is asked to review now."))


@bp.post("/peer-reviews/<int:review_id>/replacement")
def replace_reviewer(review_id):
    review = get_or_404(peers.reviews_run_by(current_user), review_id)
    round_ = peers.around_review(review, "en").PeerRound
    cohort = run_or_403(round_.cohort_id)
    require(review.done_at is None and review.released_at is None and round_.closed_at is None)
    rounds.step_back(review)
    return _then(cohort, round_.lesson_id, _("Somebody else is asked."))


def _of_cohort(cohort, lesson_id: int) -> None:
    if lesson_id not in {row.id for kind in DUE for row in assignments_of(cohort.course_id, kind)}:
        not_found()


def _end_of(day: date | None, cohort) -> datetime | None:
    """The last minute of a day where the cohort is."""
    return datetime.combine(day, LAST_MINUTE, ZoneInfo(cohort.timezone)).astimezone(UTC) if day else None


def _then(cohort, lesson_id: int, toast: str):
    return then_show("submissions.running.show_assignments", cohort_id=cohort.id, anchor=f"a{lesson_id}", toast=toast)


def _page(cohort, *, due_form=None, extension_form=None, status: int = 200):
    zone, moment = ZoneInfo(cohort.timezone), now()
    shown = []
    for row in assignments_of(cohort.course_id):
        due_at, round_ = due_date_of(row.id, cohort.audience_id), peers.find_round(row.id, cohort.id)
        people = queries.people_of(cohort.id, row.id)
        reviews = peers.people_in_round(round_) if round_ else []
        is_wrong = due_form is not None and due_form[0] == row.id
        form = due_form[1] if is_wrong else _day_form(f"a{row.id}-", due_at, zone)
        shown.append(
            {
                "row": row,
                "due_at": due_at,
                "form": form,
                "settings": settings_of(row.id),
                "people": [(one, Face.of(one.id, one.name, one.photo_key)) for one in people],
                "forms": {
                    one.id: extension_form[2]
                    if extension_form and extension_form[:2] == (row.id, one.id)
                    else _day_form(f"a{row.id}p{one.id}-", one.extension, zone)
                    for one in people
                },
                "wrong": extension_form[1] if extension_form and extension_form[0] == row.id else None,
                "handed_in": sum(one.number is not None for one in people),
                "round": round_,
                "reviews": reviews,
                "undone": Counter(one.reviewer_id for one in reviews if not one.done_at),
            }
        )
    quizzes = [
        {
            "row": row,
            "form": due_form[1]
            if due_form and due_form[0] == row.id
            else _day_form(f"a{row.id}-", due_date_of(row.id, cohort.audience_id), zone),
            "people": (people := makers_of(cohort.id, row.id)),
            "forms": {
                one.id: extension_form[2]
                if extension_form and extension_form[:2] == (row.id, one.id)
                else _day_form(f"a{row.id}p{one.id}-", one.extension, zone)
                for one in people
            },
            "wrong": extension_form[1] if extension_form and extension_form[0] == row.id else None,
            "made": sum(one.is_made for one in people),
        }
        for row in assignments_of(cohort.course_id, "quiz")
    ]
    return render(
        "cohorts/assignments/cohort.html", status=status, cohort=cohort, shown=shown, quizzes=quizzes, moment_now=moment
    )


def _day_form(prefix: str, moment: datetime | None, zone: ZoneInfo) -> DayForm:
    return DayForm(formdata=None, prefix=prefix, data={"day": moment.astimezone(zone).date() if moment else None})
