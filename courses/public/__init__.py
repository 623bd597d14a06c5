"""Courses and lessons that everybody may read, as they are seen from outside."""
