"""The gradebook of a cohort: every grade with where it comes from, weights for the total, and grades a facilitator sets."""
