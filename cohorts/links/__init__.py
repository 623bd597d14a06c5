"""Invitation links: whoever has one comes in, until it expires, is full or is taken back."""
