"""Echoes: what an ended cohort said about a lesson, beside it for later cohorts, as far as its authors said yes."""
