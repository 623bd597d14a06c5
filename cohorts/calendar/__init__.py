"""Events of a cohort: sessions, webinars and meet-ups, who comes, who was there, and calendars that leave and come in."""
