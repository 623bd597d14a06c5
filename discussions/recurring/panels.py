"""What the knowledge base shows of questions: the articles most were asked about, and the way to those that recur."""

from flask import render_template
from flask_login import current_user

from discussions.recurring.queries import count_places, most_asked


def knowledge_lists() -> str:
    rows = most_asked(current_user)
    return render_template("discussions/recurring/_most_asked.html", rows=rows) if rows else ""


def knowledge_work() -> str:
    return render_template("discussions/recurring/_way.html", number=count_places(current_user))
