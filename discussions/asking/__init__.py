"""Asking: one sentence first, with what was said about it already, and only then the question itself."""
