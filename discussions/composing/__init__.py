"""Composing: what helps somebody write anywhere in a conversation: names, links, a preview, images and files."""
