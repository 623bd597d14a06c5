"""What an assignment shows among the settings of its lesson."""

from flask import render_template

from courses.assignments import queries
from courses.assignments.rubrics import most_points


def edit_lesson_task(*, lesson) -> str:
    """What it asks in a few words, and the way to change it; nothing for lessons of other kinds."""
    if lesson.kind != "assignment":
        return ""
    settings = queries.settings_of(lesson.id)
    rubric = queries.find_rubric(settings.rubric_id)
    return render_template(
        "courses/assignments/_settings.html",
        lesson=lesson,
        settings=settings,
        criteria=len(rubric.criteria) if rubric else 0,
        points=most_points(rubric.criteria) if rubric else 0,
    )
