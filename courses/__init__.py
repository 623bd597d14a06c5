"""Courses: modules, lessons in one or more languages, revisions, and each person's progress."""
