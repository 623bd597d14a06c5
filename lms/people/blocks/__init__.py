"""Blocks: a person who does not want to hear from another, and never has to say so."""
