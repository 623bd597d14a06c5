"""Notifications: one inbox, its reasons, and the mails it sends."""
