"""Who may do what with practice plans; `phase` is the viewer's own in the cohort, None outside it and on a visit."""

from datetime import datetime, timedelta

from cohorts.models import INSIDE

UNDO = timedelta(days=30)
LEARNING = ("trainee", "alumnus")


def can_plan(phase: str | None) -> bool:
    """Who follows or followed the training writes plans."""
    return phase in LEARNING


def can_see_figures(phase: str | None) -> bool:
    """What share practised is for who runs the cohort; the figures name nobody."""
    return phase == "facilitator"


def can_change(viewer, phase: str | None, plan) -> bool:
    return plan.user_id == viewer.id and phase in INSIDE


def can_remove(viewer, plan) -> bool:
    """A plan belongs to its writer, also when they left the cohort."""
    return plan.user_id == viewer.id


def can_answer(viewer, phase: str | None, plan, check_in, moment: datetime) -> bool:
    """From the day a check-in comes round its writer says how it went, and may say it again."""
    return can_change(viewer, phase, plan) and check_in.due_at <= moment


def can_write_note(phase: str | None, plan) -> bool:
    """Whoever of the cohort reads along; a plan nobody else reads has nobody to talk to."""
    return phase in INSIDE and plan.audience_id != plan.own_audience_id


def can_remove_note(viewer, phase: str | None, plan, note) -> bool:
    """Whoever wrote it; under a plan the whole cohort reads also its facilitators."""
    leads = phase == "facilitator" and plan.sharing == "cohort"
    return phase in INSIDE and (note.author_id == viewer.id or leads)


def can_restore_note(viewer, phase: str | None, note, moment: datetime) -> bool:
    return phase in INSIDE and note.removed_by == viewer.id and moment - note.removed_at <= UNDO


def can_be_buddy(viewer, plan) -> bool:
    return plan.buddy_id == viewer.id
