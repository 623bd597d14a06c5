"""Proposing: a member proposes an accepted answer as an article; editors take it up, or say why not."""
