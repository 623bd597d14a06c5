"""Quotes: words of somebody else that an article shows, as long as their writer says yes to it."""
