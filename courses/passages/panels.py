"""What passages show in the room below: in the editor of an article, the way to propose its text for a course."""

from flask import render_template
from flask_login import current_user

from courses.passages.policies import can_propose


def article_uses(article) -> str:
    address = f"/articles/{article.id}/passages"
    return render_template("courses/passages/_way.html", address=address) if can_propose(current_user, article) else ""
