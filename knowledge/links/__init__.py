"""Links: what an article leads to and depends on, and what leads to it."""
