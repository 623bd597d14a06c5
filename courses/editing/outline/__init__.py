"""The outline of a course: the order and names of its modules and lessons, and what was removed from it."""
