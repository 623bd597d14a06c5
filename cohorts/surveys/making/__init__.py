"""Making a survey: its questions, how long it is open and how often it comes back."""
