"""Copies: a course made from another or from a template, and modules used again in other courses."""
