"""Visits: an administrator opens a cohort for a stated reason and a limited time, in sight of its members."""
