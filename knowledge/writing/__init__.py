"""Writing an article: the draft, its preview, its languages, its publication and its archive."""
