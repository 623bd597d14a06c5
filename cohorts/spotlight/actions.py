"""Every write about the spotlight: naming somebody, deciding who reads it, and taking it back."""

from datetime import datetime

from cohorts.events import CohortsMerged
from cohorts.membership.actions import take_turn
from cohorts.models import Cohort
from cohorts.spotlight import notices, queries
from cohorts.spotlight.models import Praise
from cohorts.spotlight.quarters import quarter_of
from lms.access import ACADEMY
from lms.database import db, now
from lms.notifications.actions import withdraw


def nominate(
    cohort: Cohort, nominee_id: int, *, sentence: str, may_leave: bool, by, at: datetime | None = None
) -> Praise | None:
    """Say what a peer did; None for who did that already this quarter."""
    take_turn(cohort)
    quarter = quarter_of((at or now()).astimezone(cohort.zone).date())
    if queries.said_by(by, cohort.id, quarter):
        return None
    praise = Praise(
        cohort_id=cohort.id,
        quarter=quarter,
        nominator_id=by.id,
        nominee_id=nominee_id,
        sentence=" ".join(sentence.split()),
        may_leave=may_leave,
        said_at=at or now(),
    )
    db.session.add(praise)
    db.session.flush()
    notices.tell_nominee(praise, cohort, by=by, at=at)
    return praise


def decide(praise: Praise, cohort: Cohort, shown: str) -> None:
    """The nominee says who else reads it: nobody, the people of the cohort as they are now, or the academy."""
    praise.audience_id = {"nobody": None, "cohort": cohort.audience_id, "academy": ACADEMY}[shown]
    praise.decided_at = now()
    db.session.flush()
    withdraw(praise.thing)


def remove(praise: Praise) -> None:
    """Its words are gone, for everybody."""
    withdraw(praise.thing)
    db.session.delete(praise)
    db.session.flush()


def go_on(event: CohortsMerged) -> None:
    """What was said is where the cohort goes on, read by whom it was shown to, and waits there for who is to decide."""
    ours = db.update(Praise).where(Praise.cohort_id == event.cohort_id).values(cohort_id=event.into_id)
    db.session.execute(ours.execution_options(synchronize_session="fetch"))
