"""Goals: one figure, where it stood, where it should come to, by when, and who sees to it."""
