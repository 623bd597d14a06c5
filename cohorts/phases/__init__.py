"""What a cohort says before it begins and in its last week, and who is coming that chose to be shown."""
