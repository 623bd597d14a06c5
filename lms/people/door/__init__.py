"""The door: signing in and out, and the language in which a guest reads."""
