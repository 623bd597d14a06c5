"""Requests to join: guests ask, an administrator or community manager answers."""
