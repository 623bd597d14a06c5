"""Every write about external tools."""

from courses.tools.models import LessonTool
from courses.tools.queries import find_tool
from lms.database import db


def set_tool(lesson, *, name: str, address: str, purpose: str) -> LessonTool:
    """Where the lesson leads, and what for."""
    tool = find_tool(lesson.id)
    if tool is None:
        tool = LessonTool(lesson_id=lesson.id)
        db.session.add(tool)
    tool.name, tool.address, tool.purpose = name, address, purpose
    db.session.flush()
    return tool
