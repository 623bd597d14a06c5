"""Certificates: what an academy says of who completed a course, on paper, on a page to check it, and as an Open Badge."""
