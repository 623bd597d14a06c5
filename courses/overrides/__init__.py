"""Lessons that staff count as done for one person, with the reason that person reads."""
