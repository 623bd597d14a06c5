"""Questions within the text of a lesson, by which readers check themselves; nothing of it is kept."""
