"""Ideas: what could be better in a space, with votes out of a small budget and a decision that gives its reason."""
