"""Editing courses: drafts, previews, publishing and history."""
