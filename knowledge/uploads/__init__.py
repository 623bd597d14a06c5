"""Images and files a writer puts into articles."""
