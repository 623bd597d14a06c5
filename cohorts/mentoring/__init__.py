"""Mentors from earlier cohorts: asked for a time and for so many people, and thanked when it is over."""
