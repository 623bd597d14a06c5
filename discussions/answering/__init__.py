"""Answering: the ladder a waiting question climbs, who is asked on it, and what waits for those who lead."""
