"""The catalogue: courses in lists."""
