"""Pages of cohorts: the list, the cohort itself with its tabs, who reads it, saying yes or no, leaving."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from cohorts import actions, policies, queries, words
from cohorts.audiences.queries import closed_in
from cohorts.membership import queries as people
from cohorts.mentoring.queries import find_term
from cohorts.models import INSIDE
from cohorts.practice.policies import can_plan
from cohorts.screens import head_or_404, page_of, show_tab
from cohorts.training.queries import openings_of
from courses.queries import get_outline
from lms.access import require
from lms.database import now
from lms.pages import not_found, number, render, then_show
from lms.people.models import SEEN_IN_COHORT
from lms.people.queries import face_of

bp = Blueprint("cohorts", __name__)


@bp.get("/cohorts")
def list_cohorts():
    moment = now()
    mine = queries.cohorts_of(current_user)
    page, facilitators = {}, {}
    if policies.can_list_cohorts(current_user):
        page = page_of(queries.every_cohort(before=request.args.get("before", type=number)))
        facilitators = people.facilitators_of([row.id for row in page["rows"]])
    return render(
        "cohorts/list.html",
        mine=[(row, row.state(moment), words.state_words(row, moment)) for row in mine],
        left_behind=[(row, words.state_words(row, moment)) for row in queries.left_behind_by(current_user)],
        every=page,
        every_facilitators=facilitators,
        state_words=lambda row: words.state_words(row, moment),
        now=moment,
        my_ids={row.id for row in mine},
        can_visit=policies.can_visit(current_user),
    )


@bp.get("/cohorts/<int:cohort_id>")
def show_cohort(cohort_id):
    return show_tab("conversations", head_or_404(cohort_id))


@bp.get("/cohorts/<int:cohort_id>/questions")
def show_questions(cohort_id):
    return show_tab("questions", head_or_404(cohort_id))


@bp.get("/cohorts/<int:cohort_id>/lessons")
def show_lessons(cohort_id):
    cohort = head_or_404(cohort_id)
    outline = get_outline(
        current_user,
        cohort.course_id,
        language=current_user.locale,
        course_language=cohort.course_language,
        people_audience_id=cohort.people_audience_id,
        with_needs=True,
    )
    openings = openings_of(cohort)
    return show_tab(
        "lessons",
        cohort,
        outline=outline,
        openings=openings,
        day_in=lambda at: words.day_at(cohort, at),
        can_plan=can_plan(cohort.phase),
    )


@bp.get("/cohorts/<int:cohort_id>/members")
def show_members(cohort_id):
    return _show_members(head_or_404(cohort_id))


@bp.get("/cohorts/<int:cohort_id>/audience")
def show_audience(cohort_id):
    cohort, moment = head_or_404(cohort_id), now()
    return render(
        "cohorts/audience.html",
        cohort=cohort,
        readers=[(row, cohort.phase_at(row.phase, moment)) for row in people.readers_of(cohort)],
        visits=[visit for visit in queries.visits_of(cohort) if visit.until > moment],
        closed=[row for row in closed_in(cohort) if current_user.can_see(row.audience_id)],
        phase_words=words.PHASE_WORDS,
    )


@bp.get("/cohorts/<int:cohort_id>/invitation")
def show_invitation(cohort_id):
    cohort = queries.find_invitation(current_user, cohort_id) or not_found()
    return render(
        "cohorts/invitation.html",
        cohort=cohort,
        facilitators=people.facilitators_of([cohort_id])[cohort_id],
        state_words=words.state_words(cohort, now()),
        term=find_term(cohort.membership_id),
    )


@bp.post("/cohorts/<int:cohort_id>/invitation")
def accept_invitation(cohort_id):
    membership = people.find_own_membership(current_user, cohort_id) or not_found()
    require(policies.can_answer(membership.phase))
    if not actions.accept_invitation(membership, by=current_user):
        not_found()
    return then_show("cohorts.show_cohort", cohort_id=cohort_id, toast=_("You are in."))


@bp.post("/cohorts/<int:cohort_id>/invitation/refusal")
def refuse_invitation(cohort_id):
    membership = people.find_own_membership(current_user, cohort_id) or not_found()
    require(policies.can_answer(membership.phase))
    actions.remove_member(membership, by=current_user)
    return then_show("cohorts.list_cohorts", toast=_("You said no. Nobody is told; the facilitators can see it."))


@bp.post("/cohorts/<int:cohort_id>/departure")
def leave(cohort_id):
    cohort = head_or_404(cohort_id)
    require(policies.can_leave(cohort.phase))
    membership = people.find_own_membership(current_user, cohort_id)
    if people.is_last_facilitator(membership):
        return _show_members(
            cohort, problem=_("Make somebody else a facilitator first; then you can leave."), status=422
        )
    actions.remove_member(membership, by=current_user)
    toast = _("You left %(cohort)s. What you wrote stays there.", cohort=cohort.name)
    return then_show("cohorts.list_cohorts", toast=toast)


def _show_members(cohort, *, problem: str = "", status: int = 200):
    moment = now()
    page = page_of(people.members_of(cohort, after=request.args.get("after", type=number)))
    page["rows"] = [(row, cohort.phase_at(row.phase, moment), face_of(row)) for row in page["rows"]]
    page["seen"] = SEEN_IN_COHORT if cohort.phase in INSIDE else ("academy",)  # a visit is not belonging
    return show_tab("members", cohort, status=status, visits=queries.visits_of(cohort), problem=problem, **page)
