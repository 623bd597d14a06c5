"""Scheduling: a draft that is published by itself at a moment a writer chose."""
