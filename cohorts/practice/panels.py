"""What practice plans show elsewhere: on home what waits, and after a module the way to a plan."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import render_template
from flask_login import current_user

from cohorts.models import INSIDE
from cohorts.panels import my_cohorts
from cohorts.practice import queries
from cohorts.practice.policies import can_plan
from lms.access import Viewer
from lms.database import now

BEFORE_THE_END = timedelta(days=7)  # so long before the last day a plan is worth a thought …
AFTER_THE_END = timedelta(days=60)  # … and so long after it


@dataclass(frozen=True)
class Waiting:
    """What waits for the viewer: own check-ins, requests of others, plans to encourage, and cohorts without an own plan.

    `shared` counts the plans of a cohort; its rows are those of my_cohorts."""

    check_ins: list
    requests: list
    shared: list
    unplanned: list


def home_sections(viewer: Viewer) -> str:
    """A check-in that came round, somebody who looks for a buddy, plans to encourage, and at the end the plan to write."""
    mine = my_cohorts(viewer)
    if not mine:
        return ""
    moment = now()
    rows = queries.waiting_for(viewer, moment)
    others = [row for row in rows if row.user_id != viewer.id and not _is_request(row, viewer)]
    counted = Counter(row.cohort_id for row in others)
    planned = {row.cohort_id for row in rows if row.user_id == viewer.id}
    waiting = Waiting(
        check_ins=_open_check_ins(rows),
        requests=[row for row in rows if _is_request(row, viewer)],
        shared=[(row, counted[row.id]) for row in mine if row.id in counted and row.phase in INSIDE],
        unplanned=[row for row in mine if row.id not in planned and _is_time(row, moment)],
    )
    if not (waiting.check_ins or waiting.requests or waiting.shared or waiting.unplanned):
        return ""
    return render_template("cohorts/practice/_home.html", waiting=waiting)


def after_lesson(*, lesson, step, part) -> str:
    """Under the last lesson of a module: what will you do with it at work?"""
    if current_user.is_anonymous or not lesson.enrolment_id or step.id != part.steps[-1].id:
        return ""
    mine = [row for row in my_cohorts(current_user) if row.course_id == lesson.course_id and can_plan(row.phase)]
    if not mine:
        return ""
    plan = queries.find_own_plan(current_user, mine[0].id, part.id)
    return render_template("cohorts/practice/_after_lesson.html", cohort=mine[0], part=part, plan=plan)


def _is_request(row, viewer: Viewer) -> bool:
    return row.buddy_id == viewer.id and row.buddy_state == "asked"


def _open_check_ins(rows: list) -> list:
    """Of each plan the check-in that came round last and has no answer."""
    return list({row.id: row for row in rows if row.days}.values())


def _is_time(cohort, moment: datetime) -> bool:
    is_about_over = cohort.ends_at - BEFORE_THE_END <= moment < cohort.ends_at + AFTER_THE_END
    return can_plan(cohort.phase) and is_about_over
