"""A mentor's term as an earned role: what they said yes to stands among their roles, also when it is over."""

from datetime import date

from flask_babel import force_locale, ngettext

from cohorts.events import PhaseChanged
from cohorts.mentoring.models import MentorTerm
from cohorts.mentoring.queries import find_term
from cohorts.models import INSIDE, Cohort
from cohorts.roles import actions as roles
from cohorts.roles.badges.actions import sign_again
from cohorts.roles.models import EarnedRole
from cohorts.roles.queries import going_on_in, today_in
from lms.database import db, now


def settle(event: PhaseChanged) -> None:
    """Who became a mentor for a time has the role for as long; who becomes something else there has it no more."""
    if event.after == "mentor":
        term, cohort = find_term(event.membership_id), db.session.get_one(Cohort, event.cohort_id)
        if term is not None and not _going_on(cohort.id, event.user_id):
            take_on(term, cohort, event.user_id, begins_on=today_in(cohort, now()))
    elif event.before == "mentor" and event.after in INSIDE:
        for role in _going_on(event.cohort_id, event.user_id):
            roles.end_because(role, "changed")


def take_on(term: MentorTerm, cohort: Cohort, user_id: int, *, begins_on: date) -> EarnedRole:
    words = {"kind": "mentor", "mandate": _mandate(term, cohort), "offered_by": term.asked_by or user_id}
    return roles.take_on(user_id, cohort, **words, begins_on=begins_on, until=term.until)


def follow_term(term: MentorTerm, cohort: Cohort, user_id: int) -> None:
    """The term is another: so is the role, and the badge of it."""
    for role in _going_on(cohort.id, user_id):
        role.until, role.mandate = term.until, _mandate(term, cohort)
        sign_again(role, cohort)


def carry(cohort: Cohort, into: Cohort, user_id: int) -> None:
    """A mentor who goes on in another cohort is one there; who sees that stays as it was chosen."""
    for role in _going_on(cohort.id, user_id):
        role.cohort_id = into.id
        sign_again(role, into)


def end_with_term(term: MentorTerm, cohort: Cohort, membership) -> None:
    """The term is over. Who was a mentor before there was such a role gets it with the days they were."""
    begins_on = today_in(cohort, membership.joined_at)
    for role in _going_on(cohort.id, membership.user_id) or [
        take_on(term, cohort, membership.user_id, begins_on=begins_on)
    ]:
        roles.end_because(role, "over")


def _going_on(cohort_id: int, user_id: int) -> list[EarnedRole]:
    return [role for role in going_on_in(cohort_id, user_id) if role.kind == "mentor"]


def _mandate(term: MentorTerm, cohort: Cohort) -> str:
    with force_locale(cohort.language):
        return ngettext(
            "Reads along with the cohort, answers questions, and helps %(num)d person at a time.",
            "Reads along with the cohort, answers questions, and helps up to %(num)d people at a time.",
            term.capacity,
        )
