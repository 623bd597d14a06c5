"""Tokens: secrets sent by mail, for one purpose, kept as a hash, used once."""
