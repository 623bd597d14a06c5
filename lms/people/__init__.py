"""People: accounts, sign-in, invitations, profiles and the directory."""
