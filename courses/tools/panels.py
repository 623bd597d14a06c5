"""What an external tool shows below the text of its lesson, and among the lesson's settings."""

from flask import render_template

from courses.tools.queries import find_tool


def lesson_task(*, lesson, is_preview: bool = False) -> str:
    """The way out, with the notice that it is one; nothing for lessons of other kinds."""
    if lesson.kind != "tool":
        return ""
    return render_template("courses/tools/_task.html", tool=find_tool(lesson.id))


def edit_lesson_task(*, lesson) -> str:
    if lesson.kind != "tool":
        return ""
    return render_template("courses/tools/_settings.html", lesson=lesson, tool=find_tool(lesson.id))
