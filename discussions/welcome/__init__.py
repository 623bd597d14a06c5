"""The first days in a cohort: four small steps, shown until they are done or put away."""
