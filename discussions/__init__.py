"""Discussions: spaces, topics and posts, and what each person has read of them."""
