"""Opening lessons for one person before their day and whatever is to be done first, and taking that back."""
