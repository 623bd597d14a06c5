"""What happens to cohorts that rooms above want to hear."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CohortOpened:
    cohort_id: int


@dataclass(frozen=True)
class CohortRenamed:
    cohort_id: int
    name: str
