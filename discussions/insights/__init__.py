"""Insights: what a cohort or the academy does, as figures with their definitions, goals over them, and a report on one page."""
