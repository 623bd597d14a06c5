"""Assignments of a cohort for who runs it: due dates, more time for one person, and peer reviews."""
