"""Texts people write over days: drafts nobody overwrites unseen, their rendering, and the comparison of what was kept."""
