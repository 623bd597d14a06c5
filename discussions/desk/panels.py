"""What rooms below show of the help desk: the way to people, where nothing was found, and to what one's own words answered."""

from flask import render_template


def after_search(words: str, *, in_vain: bool) -> str:
    return render_template("discussions/desk/_way.html", words=words) if in_vain else ""


def account_links() -> str:
    return render_template("discussions/desk/_account_link.html")
