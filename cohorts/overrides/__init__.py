"""Counting lessons as done for one person of a cohort, and taking that back."""
