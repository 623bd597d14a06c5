"""Moodle XML, the fullest open format for questions; see Moodle's documentation of “Moodle XML format”."""
