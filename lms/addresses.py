"""Whole addresses of our own pages, for readers outside the browser: mails, search engines, programs."""

from flask import current_app


def address_of(path: str) -> str:
    """The whole address of a page of ours; what a request calls itself is not asked, for anybody can make that up."""
    return current_app.config["PUBLIC_URL"] + path
