"""Pasted and uploaded lists: a preview of what will happen to each row, then exactly that."""
