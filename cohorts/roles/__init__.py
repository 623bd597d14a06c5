"""Earned roles: somebody is asked to be host, verifier or ambassador for a time, and says yes or no."""
