"""Interchange: what every import and export needs, whatever it carries: sources, pages, links, files, receipts, progress."""
