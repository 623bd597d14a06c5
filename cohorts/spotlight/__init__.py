"""Spotlight: each quarter people of a cohort name somebody with a sentence, and whoever is named decides whether it is shown."""
