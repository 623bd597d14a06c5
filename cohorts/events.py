"""What happens to cohorts that rooms above want to hear."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CohortOpened:
    cohort_id: int


@dataclass(frozen=True)
class CohortRenamed:
    cohort_id: int
    name: str


@dataclass(frozen=True)
class PhaseChanged:
    """Somebody is something else in the cohort than they were; `before` is empty for who was nothing there."""

    cohort_id: int
    membership_id: int
    user_id: int
    before: str
    after: str


@dataclass(frozen=True)
class PersonLeft:
    """Somebody reads the cohort no more."""

    cohort_id: int
    course_id: int
    user_id: int


@dataclass(frozen=True)
class AudienceFollowed:
    """The cohort goes on under another audience: what is said from now on is said to that."""

    cohort_id: int
    audience_id: int


@dataclass(frozen=True)
class CohortsMerged:
    cohort_id: int
    into_id: int


@dataclass(frozen=True)
class CohortHandedOver:
    """Somebody else leads the cohort in the place of who led it."""

    cohort_id: int
    from_id: int
    to_id: int
