"""Refreshers: what somebody once answered right comes back, a few questions at a time, just before it would be forgotten."""
