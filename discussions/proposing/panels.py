"""The way from the knowledge base to what members proposed as articles, for editors."""

from flask import render_template
from flask_login import current_user

from discussions.proposing.queries import count_open
from knowledge.policies import can_keep_knowledge


def knowledge_work() -> str:
    if not can_keep_knowledge(current_user):
        return ""
    return render_template("discussions/proposing/_way.html", waiting=count_open())
