"""One space for the alumni of all cohorts of a course: who wants to joins it by one press, and may leave it at any time."""
