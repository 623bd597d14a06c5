"""The first days in a cohort: five small steps, shown until they are done or put away."""
