"""Bookmarks: posts a person keeps for themselves, with a note and perhaps a reminder."""
