"""One date of an event: whether people come, moving or cancelling it, who was there."""
