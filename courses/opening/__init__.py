"""When lessons open: by the day of a schedule, after what must be done first, or early for one person. This decides it."""
