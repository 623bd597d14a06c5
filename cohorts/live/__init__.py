"""Live sessions: lessons that are held as an event of each cohort, and completed by being there."""
