"""Every write about handing over: offering, saying yes or no, and taking the offer back."""

from cohorts.calendar.models import Event
from cohorts.calendar.opening import coming
from cohorts.events import CohortHandedOver
from cohorts.handing_over import notices, queries
from cohorts.handing_over.models import HandOver
from cohorts.membership.actions import add_member, change_phase, take_turn
from cohorts.models import INSIDE, Cohort
from lms.admin.audit import audit
from lms.database import db, now
from lms.events import publish
from lms.notifications.actions import withdraw

HANDED_OVER = "handed over"


def offer_cohort(cohort: Cohort, to_id: int, *, stays: str, words: str, by) -> HandOver | None:
    """Ask somebody to lead the cohort; None when they are asked already."""
    take_turn(cohort)
    if any(offer.to_id == to_id for offer, _giver, _heir in queries.open_offers(cohort)):
        return None
    offer = HandOver(cohort_id=cohort.id, from_id=by.id, to_id=to_id, stays=stays, words=words.strip())
    db.session.add(offer)
    db.session.flush()
    _note("cohort offered to another facilitator", cohort, offer, by)
    notices.tell_offer(cohort, offer, by=by)
    return offer


def accept(offer: HandOver, *, by) -> bool:
    """The person leads the cohort from now on; who led it becomes what they chose. False: it was over a moment ago."""
    cohort = _hold(offer)
    giver = queries.find_membership(cohort.id, offer.from_id)
    if offer.outcome or giver is None or giver.phase != "facilitator":
        _close(offer, offer.outcome or "withdrawn")
        return False
    heir = queries.find_membership(cohort.id, offer.to_id)
    if heir is not None and heir.phase in INSIDE:
        change_phase(heir, "facilitator", by=by, reason=HANDED_OVER)
    else:
        add_member(cohort, offer.to_id, "facilitator", by=by, reason=HANDED_OVER, tell=False)
    if offer.stays != "facilitator":
        for event in db.session.scalars(coming(Event.cohort_id == cohort.id, Event.host_id == offer.from_id)).all():
            event.host_id = offer.to_id
        publish(CohortHandedOver(cohort.id, offer.from_id, offer.to_id))
        change_phase(giver, offer.stays, by=by, reason=HANDED_OVER)
    _close(offer, "accepted")
    _note("cohort handed over", cohort, offer, by)
    notices.tell_accepted(cohort, offer, by=by)
    return True


def refuse(offer: HandOver, *, by) -> bool:
    """They say no; who offered hears it, and goes on leading. False: it was over a moment ago."""
    cohort = _hold(offer)
    if offer.outcome:
        return False
    _close(offer, "refused")
    notices.tell_refused(cohort, offer, by=by)
    return True


def take_back(offer: HandOver) -> bool:
    """Nobody is asked any more. False: it was answered a moment ago."""
    _hold(offer)
    if offer.outcome:
        return False
    _close(offer, "withdrawn")
    return True


def _hold(offer: HandOver) -> Cohort:
    """Offers of one cohort are answered one after the other."""
    cohort = db.session.get_one(Cohort, offer.cohort_id)
    take_turn(cohort)
    db.session.refresh(offer)
    return cohort


def _close(offer: HandOver, outcome: str) -> None:
    offer.outcome, offer.answered_at = outcome, offer.answered_at or now()
    withdraw(offer.thing)
    db.session.flush()


def _note(act: str, cohort: Cohort, offer: HandOver, by) -> None:
    audit(
        act,
        actor=by,
        object_kind="cohort",
        object_id=cohort.id,
        audience_id=cohort.audience_id,
        from_id=offer.from_id,
        to_id=offer.to_id,
        stays=offer.stays,
    )
