"""Going on elsewhere: a person in another cohort of the course, or a whole cohort in another, after a preview."""
