"""Passwords: how they are kept, what makes one acceptable, and a new one for who forgot it."""
