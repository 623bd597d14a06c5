"""Spots: the passage of a lesson, an article or an answer in which somebody finds what they look for, and who wrote it."""
