"""The history of a question: its versions, how they differ, and asking an older one again."""
