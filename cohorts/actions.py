"""Every write about cohorts: opening and changing one here; its people and its training in rooms of their own."""

from datetime import date

from sqlalchemy import select

from cohorts.audiences.actions import keep_audience
from cohorts.events import CohortOpened, CohortRenamed
from cohorts.ground.actions import ask_first
from cohorts.membership.actions import (
    accept_invitation,
    add_member,
    change_phase,
    keep_people_of_courses,
    remove_member,
)
from cohorts.models import Cohort
from cohorts.training.actions import end_training, recompute_releases, reopen_training, set_rule
from courses.models import Course, Module
from lms.access import Audience, make_audience
from lms.admin.audit import audit
from lms.database import db, now
from lms.events import publish
from lms.markup import render

__all__ = [
    "accept_invitation",
    "add_member",
    "change_cohort",
    "change_phase",
    "end_training",
    "keep_people_of_courses",
    "open_cohort",
    "remove_member",
    "reopen_training",
    "set_rule",
]


def open_cohort(
    course: Course, *, name: str, starts_on: date, ends_on: date, timezone: str, language: str, by, welcome: str = ""
) -> Cohort:
    """A new group on a course, with its own audience; whoever opens it is its first facilitator."""
    audience = make_audience("cohort", name)
    cohort = Cohort(
        course_id=course.id,
        audience_id=audience.id,
        name=name,
        language=language,
        starts_on=starts_on,
        ends_on=ends_on,
        timezone=timezone,
        welcome=welcome,
        welcome_html=render(welcome, profile="post").html,
        created_by=by.id,
    )
    db.session.add(cohort)
    db.session.flush()
    keep_audience(cohort)
    ask_first(cohort)
    audit("cohort opened", actor=by, object_kind="cohort", object_id=cohort.id, audience_id=audience.id)
    publish(CohortOpened(cohort.id))
    add_member(cohort, by.id, "facilitator", by=by)
    for module in db.session.scalars(select(Module).where(Module.course_id == course.id, Module.removed_at.is_(None))):
        set_rule(cohort, module, "at_once")
    return cohort


def change_cohort(
    cohort: Cohort, *, name: str, starts_on: date, ends_on: date, timezone: str, language: str, welcome: str, by
) -> None:
    """New words or dates. Moving the end turns people's phases with it; their place and what they wrote stay."""
    renamed = name != cohort.name
    cohort.name, cohort.language = name, language
    cohort.starts_on, cohort.ends_on, cohort.timezone = starts_on, ends_on, timezone
    cohort.welcome, cohort.welcome_html = welcome, render(welcome, profile="post").html
    cohort.version += 1
    db.session.flush()
    if renamed:
        db.session.get_one(Audience, cohort.audience_id).name = name
        publish(CohortRenamed(cohort.id, name))
    recompute_releases(cohort)
    audit("cohort changed", actor=by, object_kind="cohort", object_id=cohort.id, audience_id=cohort.audience_id)
    if cohort.is_over(now()):
        end_training(cohort)
    else:
        reopen_training(cohort)
