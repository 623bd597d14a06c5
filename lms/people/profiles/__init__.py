"""Profiles: what people tell about themselves, who sees which part, and the directory of everybody."""
