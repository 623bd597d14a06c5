"""What stays after the training, for facilitators: shares of a whole cohort, defined on screen, and nothing about one person."""
