"""Keeping: backup and restore of everything, on either engine, verified by counts and hashes."""
