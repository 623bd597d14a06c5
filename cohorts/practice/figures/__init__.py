"""What share of a cohort practised at work: counts without names."""
