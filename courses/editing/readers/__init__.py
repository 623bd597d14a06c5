"""Who can read lessons and fetch what they show."""
