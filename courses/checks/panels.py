"""What the questions of lessons show in the bank: where a question is asked within a text."""

from flask import render_template

from courses.checks.queries import lessons_asking


def question_use(question_id: int) -> str:
    lessons = lessons_asking(question_id)
    return render_template("courses/checks/_use.html", lessons=lessons) if lessons else ""
