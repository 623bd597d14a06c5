"""GIFT, the text format for questions; see Moodle's documentation of “GIFT format” for its rules."""
