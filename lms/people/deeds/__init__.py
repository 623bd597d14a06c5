"""Deeds: what somebody did here, counted for themselves, and shown to others only kind by kind as they choose."""
