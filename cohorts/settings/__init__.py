"""Opening a cohort and changing it: words, dates, schedule, and the phase of each member."""
