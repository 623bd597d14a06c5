"""What consent shows in rooms below: among a person's settings, the way to where their words are shown."""

from flask import render_template


def account_links() -> str:
    return render_template("discussions/consent/_account_link.html")
