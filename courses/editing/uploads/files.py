"""Images and files of lessons."""

from courses.models import Lesson, LessonFile
from lms.files.holding import Holding

LESSON_FILES = Holding(LessonFile.lesson_id, Lesson)
