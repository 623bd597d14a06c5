"""Whom an event is for: a cohort, the alumni of a course, or everybody in the academy."""
