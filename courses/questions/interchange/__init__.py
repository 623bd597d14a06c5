"""Question files: a bank comes in from GIFT, Moodle XML and Aiken, and leaves in the first two, with a receipt."""
