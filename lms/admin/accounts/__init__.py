"""Accounts as an administrator sees them: roles, deactivation, invitations and requests to join."""
