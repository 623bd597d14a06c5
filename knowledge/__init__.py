"""The knowledge base: collections, articles and their revisions."""
