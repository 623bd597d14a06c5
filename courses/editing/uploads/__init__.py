"""Images and files an author puts into lessons."""
