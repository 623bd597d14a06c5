"""Copies of what was said in a cohort that everybody may read, as they are seen from outside."""
