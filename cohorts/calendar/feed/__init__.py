"""A person's own calendar: what their cohorts meet for, on a page and at a secret address other programs read."""
