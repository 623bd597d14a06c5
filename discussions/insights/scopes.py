"""What figures, goals and reports are about: one cohort, or the academy; and who may see them."""

from dataclasses import dataclass
from datetime import datetime

from flask_login import current_user

from cohorts.queries import CohortHead
from cohorts.screens import head_or_404
from discussions.insights.measuring import Span
from discussions.insights.periods import Period
from discussions.insights.policies import can_see_insights
from lms.access import STAFF, require
from lms.people.signing_in import academy


@dataclass(frozen=True, slots=True)
class Scope:
    """`cohort` is None for the academy."""

    cohort: CohortHead | None
    name: str
    zone: str

    @property
    def cohort_id(self) -> int | None:
        return self.cohort.id if self.cohort else None

    @property
    def audience_id(self) -> int:
        return self.cohort.audience_id if self.cohort else STAFF

    @property
    def here(self) -> str:
        """The address of its figures; goals and the report stand below it."""
        return f"/cohorts/{self.cohort_id}/insights" if self.cohort else "/insights/academy"

    def span(self, period: Period, moment: datetime) -> Span:
        return Span(self.cohort, period, moment)


def scope_or_404(cohort_id: int | None) -> Scope:
    """The cohort among those the viewer reads, or the academy; nothing is decided yet about its figures."""
    if cohort_id is None:
        return Scope(None, academy().name, academy().timezone)
    cohort = head_or_404(cohort_id)
    return Scope(cohort, cohort.name, cohort.timezone)


def scope_or_403(cohort_id: int | None) -> Scope:
    """The same, for who may see its figures."""
    scope = scope_or_404(cohort_id)
    require(may_see(scope))
    return scope


def may_see(scope: Scope) -> bool:
    phase = scope.cohort.phase if scope.cohort else None
    return can_see_insights(current_user, phase, of_academy=scope.cohort is None)
