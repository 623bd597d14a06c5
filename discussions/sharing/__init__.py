"""Sharing: posts of a cohort shown elsewhere, each with the yes of its author; a copy, never another audience for the original."""
