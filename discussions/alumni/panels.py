"""The way to the alumni of a course, for who may be among them: beside the course and on a cohort whose training is over."""

from flask import render_template
from flask_login import current_user

from cohorts.panels import my_cohorts
from lms.access import Viewer
from lms.database import now


def course_rail(course) -> str:
    moment = now()
    mine = [row for row in my_cohorts(current_user) if row.course_id == course.id and row.is_over(moment)]
    phases = {row.phase_at(row.phase, moment) for row in mine if row.phase}
    if {"alumnus", "facilitator"}.isdisjoint(phases):
        return ""
    return render_template("discussions/alumni/_way.html", course_id=course.id)


def cohort_rail(cohort, viewer: Viewer) -> str:
    moment = now()
    if not cohort.is_over(moment) or cohort.phase is None:
        return ""
    if cohort.phase_at(cohort.phase, moment) not in ("alumnus", "facilitator"):
        return ""
    return render_template("discussions/alumni/_way.html", course_id=cohort.course_id)
