"""Searches in vain: what several people looked for and did not find, for who writes articles, without anybody's name."""
