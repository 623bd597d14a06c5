"""Building a quiz: its settings, its questions, their order and points."""
