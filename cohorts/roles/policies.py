"""Who may do what with earned roles; `phase` is the viewer's own in the cohort of a role."""

from cohorts.models import INSIDE

ASKED = tuple(phase for phase in INSIDE if phase != "facilitator")  # whoever leads a cohort has a role already


def can_lead(viewer, cohort_id: int | None, phase: str | None) -> bool:
    """A cohort's facilitators ask its people; who manages the community asks the academy."""
    return phase == "facilitator" if cohort_id else viewer.has_role("manager")


def can_answer(viewer, role) -> bool:
    return role.user_id == viewer.id and role.waits


def can_show(viewer, role) -> bool:
    """Its holder decides who sees it, also when it is over."""
    return role.user_id == viewer.id and role.answer == "accepted"


def can_end(viewer, role, leads: bool) -> bool:
    """The holder lays it down; who leads there takes it back, also before there is an answer."""
    if role.kind == "mentor":
        return False  # it ends with the term, or with leaving the cohort
    is_holder = role.user_id == viewer.id
    return role.is_held and (is_holder or leads) or role.waits and leads and not is_holder
