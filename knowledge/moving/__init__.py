"""Moving: an article goes to another collection, and its readers with it."""
