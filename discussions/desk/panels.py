"""What the search page shows of the help desk: the way to people, where nothing was found."""

from flask import render_template


def after_search(words: str, *, in_vain: bool) -> str:
    return render_template("discussions/desk/_way.html", words=words) if in_vain else ""
