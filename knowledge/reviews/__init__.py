"""Reviews: a draft that somebody else reads before it is published."""
