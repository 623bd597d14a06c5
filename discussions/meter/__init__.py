"""The meter: what a cohort does this month beside its own months before, without names and without other cohorts."""
