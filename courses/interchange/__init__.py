"""Interchange: courses come in from open formats and leave in them, each with a receipt."""
