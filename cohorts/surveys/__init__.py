"""Surveys: what a cohort or the academy is asked, once or again and again, answered without a name."""
