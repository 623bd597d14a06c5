"""Writing a lesson: the draft, its preview, its languages and its publication."""
