"""Every write about earned roles: offering, answering, showing, and their end."""

from datetime import date, datetime, timedelta

from cohorts.events import CohortsMerged, PersonLeft
from cohorts.models import Cohort
from cohorts.roles import notices, queries
from cohorts.roles.models import EarnedRole
from lms.access import ACADEMY
from lms.admin.audit import audit
from lms.database import db, now
from lms.jobs import every
from lms.notifications.actions import withdraw
from lms.people.models import User

TOLD_BEFORE = 14  # days


def offer_role(
    person_id: int, cohort: Cohort | None, *, kind: str, mandate: str, begins_on: date, until: date, by,
    at: datetime | None = None,
) -> EarnedRole | None:  # fmt: skip
    """Ask somebody to take on a role; None when they have it or are asked already for some of that time."""
    _take_turn(person_id)
    if queries.is_asked_for(person_id, kind, cohort.id if cohort else None, begins_on, until):
        return None
    role = EarnedRole(
        kind=kind,
        cohort_id=cohort.id if cohort else None,
        user_id=person_id,
        mandate=mandate.strip(),
        begins_on=begins_on,
        until=until,
        offered_by=by.id,
        offered_at=at or now(),
    )
    db.session.add(role)
    db.session.flush()
    _note("role offered", role, cohort, by)
    notices.tell_offer(role, cohort, by=by, at=at)
    return role


def take_on(
    person_id: int, cohort: Cohort, *, kind: str, mandate: str, begins_on: date, until: date, offered_by: int
) -> EarnedRole:
    """A role somebody said yes to on another way; nobody sees it until its holder chooses."""
    said = {"offered_by": offered_by, "answer": "accepted", "answered_at": now()}
    role = EarnedRole(
        kind=kind, cohort_id=cohort.id, user_id=person_id, mandate=mandate, begins_on=begins_on, until=until, **said
    )
    db.session.add(role)
    db.session.flush()
    return role


def accept(role: EarnedRole, cohort: Cohort | None, *, shown: str, by, at: datetime | None = None) -> bool:
    """They say yes, and who sees it. False: it was answered or taken back a moment ago."""
    _take_turn(role.user_id)
    db.session.refresh(role)
    if not role.waits:
        return False
    role.answer, role.answered_at = "accepted", at or now()
    if queries.days_left(role, cohort, now()) <= TOLD_BEFORE:
        role.told_at = now()
    show(role, cohort, shown)
    withdraw(role.thing)
    _note("role accepted", role, cohort, by)
    notices.tell_answer(role, cohort, by=by, at=at)
    return True


def decline(role: EarnedRole, cohort: Cohort | None, *, words: str, by) -> bool:
    """They say no; nothing else changes for them. False: it was answered or taken back a moment ago."""
    _take_turn(role.user_id)
    db.session.refresh(role)
    if not role.waits:
        return False
    role.answer, role.answer_words, role.answered_at = "declined", words.strip(), now()
    db.session.flush()
    withdraw(role.thing)
    notices.tell_answer(role, cohort, by=by)
    return True


def show(role: EarnedRole, cohort: Cohort | None, shown: str) -> None:
    """Who sees the role, as its holder chooses: nobody, the people of the cohort as they are now, or the academy."""
    role.audience_id = {"nobody": None, "cohort": cohort and cohort.audience_id, "academy": ACADEMY}[shown]
    db.session.flush()


def end(role: EarnedRole, cohort: Cohort | None, *, words: str, by) -> bool:
    """The holder lays it down, or who leads takes it back. False: it was over a moment ago."""
    _take_turn(role.user_id)
    db.session.refresh(role)
    if role.ended_at or role.answer == "declined":
        return False
    end_because(role, "laid down" if by.id == role.user_id else "taken back", words)
    _note("role ended", role, cohort, by)
    notices.tell_end(role, cohort, by=by)
    return True


def end_with_membership(event: PersonLeft) -> None:
    end_in(event.cohort_id, event.user_id)


def end_in(cohort_id: int, user_id: int) -> None:
    """Who left a cohort has no role in it any more."""
    for role in queries.going_on_in(cohort_id, user_id):
        end_because(role, "left")


def go_on(event: CohortsMerged) -> None:
    """Roles are where the cohort goes on; who sees them stays as it was chosen."""
    theirs = db.update(EarnedRole).where(EarnedRole.cohort_id == event.cohort_id).values(cohort_id=event.into_id)
    db.session.execute(theirs.execution_options(synchronize_session="fetch"))


@every(timedelta(hours=1))
def end_roles() -> None:
    """Roles whose last day has passed end with thanks, and two weeks before that both sides hear of it."""
    moment = now()
    for role, cohort, left in queries.ending_by(moment, TOLD_BEFORE):
        if left < 0:
            end_because(role, "over")
            if role.answer:
                notices.thank(role, cohort)
        elif role.answer and role.told_at is None and left <= TOLD_BEFORE:
            role.told_at = moment
            db.session.flush()
            notices.tell_end_is_near(role, cohort)


def end_because(role: EarnedRole, because: str, words: str = "") -> None:
    role.ended_at, role.ended_because, role.ended_words = now(), because, words.strip()
    db.session.flush()
    withdraw(role.thing)


def _take_turn(user_id: int) -> None:
    """What is offered to one person is settled one after the other."""
    db.session.execute(db.select(User.id).where(User.id == user_id).with_for_update())


def _note(act: str, role: EarnedRole, cohort: Cohort | None, by) -> None:
    audit(
        act,
        actor=by,
        object_kind="role",
        object_id=role.id,
        audience_id=queries.audience_of(role, cohort),
        user_id=role.user_id,
        role=role.kind,
    )
