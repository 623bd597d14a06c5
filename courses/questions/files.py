"""Images and files of questions: whoever may be asked a question may fetch them."""

from courses.questions.models import Question, QuestionFile
from lms.files.holding import Holding

QUESTION_FILES = Holding(QuestionFile.question_id, Question)
