"""Every write about mentors from earlier cohorts: asking one, changing what for, and the end of their time."""

from datetime import date, timedelta

from cohorts.membership.actions import add_member, change_phase
from cohorts.mentoring import as_role, notices, queries
from cohorts.mentoring.models import MentorTerm
from cohorts.models import Cohort, Membership
from lms.admin.audit import audit
from lms.database import db, now
from lms.jobs import every

TERM_IS_OVER = "the time as a mentor is over"


def ask_mentor(cohort: Cohort, user_id: int, *, capacity: int, until: date, words: str, by) -> Membership:
    """Ask somebody to come in as a mentor; they say yes or no, and until then read nothing. Who is in stays what they are."""
    membership = add_member(cohort, user_id, "invited", by=by, invited_as="mentor")
    if membership.phase != "invited":
        return membership
    _keep(membership, capacity=capacity, until=until, words=words, by=by)
    audit(
        "mentor asked",
        actor=by,
        object_kind="membership",
        object_id=membership.id,
        audience_id=cohort.audience_id,
        user_id=user_id,
    )
    return membership


def change_term(membership: Membership, *, capacity: int, until: date, words: str, by) -> None:
    """For more or fewer people, or another time; whoever is a mentor hears it."""
    _keep(membership, capacity=capacity, until=until, words=words, by=by)
    if membership.phase == "mentor":
        cohort = db.session.get_one(Cohort, membership.cohort_id)
        as_role.follow_term(queries.find_term(membership.id), cohort, membership.user_id)
        notices.tell_term(cohort, membership.user_id, capacity=capacity, until=until, by=by)


def carry_term(from_id: int, to_id: int) -> None:
    """A mentor who goes on in another cohort is one there for as long."""
    term = queries.find_term(from_id)
    if term is None:
        return
    if queries.find_term(to_id) is None:
        _keep(
            db.session.get_one(Membership, to_id), capacity=term.capacity, until=term.until, words=term.words,
            by_id=term.asked_by,
        )  # fmt: skip
    term.ended_at = now()
    db.session.flush()


@every(timedelta(hours=1))
def end_terms() -> None:
    """A mentor's last day has passed: they are thanked, and are alumni of their own cohort as before."""
    moment = now()
    for term, membership, cohort in queries.terms_over(moment):
        term.ended_at = moment
        db.session.flush()
        was = membership.phase
        if was == "mentor":
            as_role.end_with_term(term, cohort, membership)
        if was == "mentor" or (was == "invited" and membership.invited_as == "mentor"):
            change_phase(membership, "left", reason=TERM_IS_OVER)
        if was == "mentor":
            notices.thank(cohort, membership.user_id, queries.own_cohort_of(membership.user_id, cohort.course_id))


def _keep(membership: Membership, *, capacity: int, until: date, words: str, by=None, by_id: int | None = None) -> None:
    term = db.session.get(MentorTerm, membership.id)
    if term is None:
        term = MentorTerm(membership_id=membership.id)
        db.session.add(term)
    term.capacity, term.until, term.words = capacity, until, words.strip()
    term.asked_by, term.asked_at, term.ended_at = by.id if by else by_id, now(), None
    db.session.flush()
