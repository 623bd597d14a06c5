"""The question bank of a course: categories, questions with their versions, and the kinds of questions with their grading."""
