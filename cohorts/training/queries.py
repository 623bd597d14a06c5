"""Every SELECT about the schedule of a training: its modules, the rule of each, and when each opens."""

from datetime import datetime

from sqlalchemy import select

from cohorts.models import ScheduleRule
from courses.models import Module, ModuleRelease
from lms.database import db


def modules_of(course_id: int) -> list[Module]:
    return db.session.scalars(
        select(Module).where(Module.course_id == course_id, Module.removed_at.is_(None)).order_by(Module.position)
    ).all()


def rules_of(cohort_id: int) -> dict[int, ScheduleRule]:
    rows = db.session.scalars(select(ScheduleRule).where(ScheduleRule.cohort_id == cohort_id))
    return {rule.module_id: rule for rule in rows}


def openings_of(cohort) -> dict[int, datetime]:
    """When each module opens for this cohort."""
    rows = db.session.execute(
        select(ModuleRelease.module_id, ModuleRelease.opens_at).where(ModuleRelease.audience_id == cohort.audience_id)
    )
    return dict(rows.all())
