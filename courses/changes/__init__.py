"""Changes: what a lesson says since somebody completed it."""
