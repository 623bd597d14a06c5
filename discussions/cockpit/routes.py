"""The page a facilitator begins the day with."""

from datetime import timedelta

from flask import Blueprint, request
from flask_login import current_user

from cohorts.assignments.queries import count_waiting
from cohorts.calendar import words as event_words
from cohorts.calendar.proposals.queries import proposals_in
from cohorts.calendar.queries import between
from cohorts.calendar.scopes.queries import Scope
from cohorts.policies import can_see_progress
from cohorts.progress.screens import shown_with, stuck_in
from cohorts.screens import head_or_404
from cohorts.training.queries import modules_of, openings_of
from cohorts.words import day_at, lead
from discussions.answering.queue.queries import waiting_for
from discussions.clock import duration
from discussions.cockpit.queries import AWAY, count_reported, quiet_members
from discussions.cockpit.words import address_to_write
from discussions.ideas.queries import waiting_for_decision
from discussions.milestones.queries import count_waiting as milestones_waiting
from discussions.models import Space
from lms.access import require
from lms.database import db, now
from lms.pages import render
from lms.people.messages.policies import can_write
from lms.people.messages.queries import others_among
from lms.people.queries import face_of

bp = Blueprint("cockpit", __name__)

AHEAD = timedelta(days=14)
QUESTIONS = 5
QUIET = 6


@bp.get("/cohorts/<int:cohort_id>/today")
def show_today(cohort_id):
    cohort, moment = head_or_404(cohort_id), now()
    require(can_see_progress(cohort.phase))
    stuck, scope = stuck_in(cohort, moment), Scope.of(cohort)
    space = db.session.scalars(db.select(Space).filter_by(cohort_id=cohort_id)).one()
    waiting, _has_more = waiting_for(current_user, "waiting", space_id=space.id)
    return render(
        "discussions/cockpit/today.html",
        cohort=cohort,
        lead=lead(cohort, cohort.size, moment),
        space=space,
        waiting=[(row, duration(moment - row.created_at)) for row in waiting[:QUESTIONS]],
        ideas=waiting_for_decision(space.id, moment),
        stuck=stuck,
        **shown_with(current_user, stuck),
        quiet=_quiet(cohort, moment),
        quiet_first=None if request.args.get("quiet") == "all" else QUIET,
        away=AWAY.days,
        meetings=between(current_user, moment, moment + AHEAD, scope=scope),
        openings=_openings(cohort, moment),
        ends_soon=moment < cohort.ends_at < moment + AHEAD,
        to_judge=count_waiting(current_user, cohort_id),
        proposals=proposals_in(scope, current_user, moment),
        reported=count_reported(current_user, space.id),
        milestones=milestones_waiting(cohort_id),
        words=event_words,
        day_in=lambda at: day_at(cohort, at),
        address_to_write=address_to_write,
    )


def _quiet(cohort, moment) -> list:
    """(face, row, whether the facilitator may write to them) of who has fallen quiet."""
    rows = quiet_members(cohort, moment)
    others = others_among(current_user, [row.id for row in rows]) if rows else {}
    return [(face_of(row), row, can_write(current_user, others[row.id])) for row in rows]


def _openings(cohort, moment) -> list:
    """(module, when it opens) in the days ahead, the first first."""
    opens = openings_of(cohort)
    coming = [(module, opens.get(module.id)) for module in modules_of(cohort.course_id)]
    return sorted(
        ((module, at) for module, at in coming if at and moment < at < moment + AHEAD), key=lambda pair: pair[1]
    )
