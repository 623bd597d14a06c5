"""The way from the knowledge base to the questions that recur."""

from flask import render_template


def knowledge_work() -> str:
    return render_template("discussions/recurring/_way.html")
