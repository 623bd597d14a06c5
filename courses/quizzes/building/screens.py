"""The builder of a quiz as its routes show it."""

from datetime import UTC
from zoneinfo import ZoneInfo

from flask import request
from flask_babel import gettext as _
from flask_login import current_user

from courses.models import Course, Lesson
from courses.quizzes import queries as quizzes
from courses.quizzes import words
from courses.quizzes.building import queries
from courses.quizzes.building.forms import AddQuestionsForm, DrawForm, QuizForm
from courses.quizzes.models import DEFAULTS, Quiz
from lms.forms import choices_of
from lms.pages import number, render

SETTINGS = (
    "minutes", "attempts_allowed", "counts", "pass_percent", "is_one_at_a_time", "is_shuffled", "review", "version",
)  # fmt: skip


def builder_screen(course: Course, lesson: Lesson, *, status: int = 200, **forms):
    """Settings, questions and the bank; `forms` holds what was sent and could not be used."""
    quiz = quizzes.find_quiz(lesson.id) or Quiz(lesson_id=lesson.id, **DEFAULTS)
    slots = queries.slot_rows(lesson.id)
    categories = queries.categories_of(course.id)
    asked, category = request.args.get("q", "").strip()[:100], request.args.get("category", type=number)
    context = {
        "form": settings_form(quiz),
        "add_form": AddQuestionsForm(formdata=None),
        "draw_form": draw_form(course.id, formdata=None),
    }
    return render(
        "courses/quizzes/builder.html",
        fragments={"slots"},
        status=status,
        course=course,
        lesson=quizzes.lesson_of(lesson.id, course.language),
        quiz=quiz,
        slots=slots,
        points=sum(slot.points * (slot.draws if slot.category_id else 1) for slot in slots),
        categories=categories,
        asked=asked,
        category=category,
        bank=queries.bank_of(
            course.id,
            words=asked,
            category_id=category,
            without=[slot.question_id for slot in slots if slot.question_id],
        ),
        words=words,
        **context | forms,
    )


def settings_form(quiz: Quiz) -> QuizForm:
    data = {name: getattr(quiz, name) for name in SETTINGS}
    if quiz.closes_at:
        data["closes_at"] = quiz.closes_at.astimezone(zone()).replace(tzinfo=None)
    return QuizForm(formdata=None, data=data)


def draw_form(course_id: int, **values) -> DrawForm:
    form = DrawForm(**values)
    form.category.choices = choices_of(
        (row.id, _("%(name)s (%(count)d)", name=row.name, count=row.questions))
        for row in queries.categories_of(course_id)
    )
    return form


def zone() -> ZoneInfo:
    return ZoneInfo(current_user.timezone)


def moment_of(local):
    """What was written in the author's own zone, as a moment."""
    return local.replace(tzinfo=zone()).astimezone(UTC) if local else None
