"""Posts: writing them, correcting them, taking them back, and thanking for them."""
