"""Plain functions that make things for tests, through the same actions the product uses."""
