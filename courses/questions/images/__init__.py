"""Images and files an author puts into questions."""
