"""Drafts: words on their way, kept on the server while somebody types."""
