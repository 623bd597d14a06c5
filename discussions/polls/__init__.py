"""Polls: what a group chooses, with one vote per person, secret or named, counted as its makers said beforehand."""
