"""The cards of public courses and lessons: the same for everybody who asks."""

from flask import Blueprint

from courses.public import pages, queries
from courses.screens import asked_language
from lms.people.signing_in import public
from lms.public.cards import card_answer

bp = Blueprint("public_courses", __name__)


@bp.get("/courses/<int:course_id>/card.png")
@public
def show_course_card(course_id):
    course = queries.find_public_course(course_id)
    return card_answer(course and pages.course_card(course))


@bp.get("/lessons/<int:lesson_id>/card.png")
@public
def show_lesson_card(lesson_id):
    lesson = queries.find_public_lesson(lesson_id, asked_language())
    return card_answer(lesson and pages.lesson_card(lesson))
