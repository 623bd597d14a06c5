"""The course itself: its words, who sees it, and its archive."""
