"""Where each person of a cohort is, for its facilitators."""
