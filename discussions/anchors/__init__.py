"""Anchors: conversations beside the exact passage of a lesson or an article they are about."""
