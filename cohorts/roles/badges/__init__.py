"""Badges of earned roles: an Open Badge 3.0 that its holder makes, shares and takes back, and the page on which it is checked."""
