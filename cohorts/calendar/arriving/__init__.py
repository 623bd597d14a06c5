"""Calendars that come in: a file of another program becomes events of a cohort, with a receipt for every entry."""
