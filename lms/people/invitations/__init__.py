"""Invitations: into the academy, bound to a mail address, and leading somewhere."""
