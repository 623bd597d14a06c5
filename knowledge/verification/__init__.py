"""Verification: who vouches for which text of an article, for how long, and what became of that."""
