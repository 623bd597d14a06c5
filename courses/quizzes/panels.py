"""What quizzes show elsewhere: below the text of their lesson, scores in outlines, and what waits for a grade on home."""

from flask import render_template
from flask_login import current_user

from courses.editing.policies import can_edit_courses
from courses.quizzes import policies, queries, words
from courses.quizzes.closing import closing_of
from courses.quizzes.models import DEFAULTS, Quiz
from courses.quizzes.results.queries import to_grade
from courses.quizzes.scoring import counted_percent, is_passed
from lms.access import Viewer
from lms.database import now
from lms.forms import Form

MOST_ON_HOME = 4


def lesson_task(*, lesson, is_preview: bool) -> str:
    """The way into a quiz, and what came of one's own attempts."""
    if lesson.kind != "quiz":
        return ""
    quiz = queries.find_quiz(lesson.id) or Quiz(lesson_id=lesson.id, **DEFAULTS)
    mine = current_user.is_authenticated and not is_preview
    attempts = queries.my_attempts(lesson.id, current_user.id) if mine else []
    allowance = queries.allowance_of(lesson.id, current_user.id or 0)
    count, moment = queries.count_questions(lesson.id), now()
    graded, closes_at = _graded(attempts), closing_of(quiz, current_user.id or 0)
    counted = counted_percent(quiz.counts, [one.percent for one in graded])
    return render_template(
        "courses/quizzes/_task.html",
        lesson=lesson,
        quiz=quiz,
        count=count,
        is_preview=is_preview,
        attempts=attempts,
        opened=next((attempt for attempt in attempts if attempt.is_open), None),
        extra_minutes=allowance.extra_minutes,
        left=policies.attempts_left(quiz, len(attempts), allowance),
        closes_at=closes_at,
        is_closed=policies.is_closed(closes_at, moment),
        can_start=policies.can_start(
            current_user,
            quiz,
            questions=count,
            begun=len(attempts),
            allowance=allowance,
            closes_at=closes_at,
            moment=moment,
        ),
        counted=counted,
        has_passed=is_passed(quiz.counts, graded, quiz.pass_percent),
        is_staff=policies.can_see_results(current_user) and not is_preview,
        can_edit=can_edit_courses(current_user),
        form=Form(formdata=None),
        words=words,
    )


def lesson_marks(lesson_ids) -> dict[int, str]:
    """Lesson → the score of the viewer, in words; lessons without an attempt are left out."""
    if current_user.is_anonymous:
        return {}
    marks = {}
    for lesson_id, (quiz, graded, waiting, opened) in queries.marks_of(current_user, lesson_ids).items():
        counted = counted_percent(quiz.counts, [one.percent for one in graded])
        marks[lesson_id] = words.mark(counted, is_passed(quiz.counts, graded, quiz.pass_percent), waiting, opened)
    return marks


def edit_lesson_task(*, lesson) -> str:
    """In the editor of a lesson the way to its questions."""
    if lesson.kind != "quiz":
        return ""
    return render_template("courses/quizzes/_edit_task.html", lesson=lesson, count=queries.count_questions(lesson.id))


def question_use(question_id: int) -> str:
    """In the bank: the quizzes that ask a question, and how often it was answered."""
    usage = queries.usage_of(question_id)
    return render_template("courses/quizzes/_use.html", usage=usage) if usage.quizzes or usage.answered else ""


def home_sections(viewer: Viewer) -> str:
    """For staff: written answers that wait for them."""
    if not policies.can_see_results(viewer):
        return ""
    rows = to_grade(viewer, limit=MOST_ON_HOME + 1)
    if not rows:
        return ""
    return render_template("courses/quizzes/_home.html", rows=rows[:MOST_ON_HOME], are_more=len(rows) > MOST_ON_HOME)


def _graded(attempts) -> list:
    """In the order they were handed in."""
    handed_in = sorted((one for one in attempts if not one.is_open), key=lambda one: (one.submitted_at, one.id))
    return [one for one in handed_in if one.percent is not None]
