"""The history of an article: what was kept of it, when, by whom and why."""
