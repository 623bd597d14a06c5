"""What the search page shows of this room: how to say that something was not found."""

from flask import render_template
from flask_login import current_user


def after_search(words: str, *, in_vain: bool) -> str:
    if current_user.is_anonymous or not words.strip():
        return ""
    return render_template("knowledge/searches/_not_found.html", words=words, in_vain=in_vain)
