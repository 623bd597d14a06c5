"""Slow mode: in a conversation that runs hot, one reply per person in so many minutes, until it ends by itself."""
