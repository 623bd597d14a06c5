"""People in a cohort: coming in, their phase with its history, leaving and coming back."""
