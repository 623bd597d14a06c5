"""Reacting to a post without writing one: a small kind set, and thanks with a sentence."""
