"""Stopping mails: one click from the mail itself, without signing in, and back again."""
