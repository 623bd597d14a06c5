"""The SELECT about external tools."""

from courses.tools.models import LessonTool
from lms.database import db


def find_tool(lesson_id: int) -> LessonTool | None:
    return db.session.get(LessonTool, lesson_id)
