"""The lesson page as every route of it shows it again, and the language it is read in."""

from types import SimpleNamespace

from babel import Locale
from flask import request
from flask_babel import get_locale
from flask_login import current_user

from courses import queries
from courses.checks.showing import Check, pieces_of
from courses.kinds import completion_of
from courses.overrides.queries import find_override
from courses.public.pages import lesson_page
from lms.access import PUBLIC
from lms.films import playing_in
from lms.languages import NAMES
from lms.markup import with_passage
from lms.pages import render
from lms.public.pages import show_to_all


def lesson_screen(lesson, *, form=None, answered: Check | None = None, status: int = 200):
    """A lesson in its course; `answered` is a question in it that was just answered."""
    outline, locale = outline_for(lesson, lesson.course_id, lesson.course_language), str(get_locale())
    step, wanted = outline.step(lesson.id), asked_language()
    completion = completion_of(lesson)
    is_done_by_rule = lesson.completed_at is not None and not completion.is_by_hand
    course = SimpleNamespace(
        id=lesson.course_id,
        title=lesson.course_title,
        is_visible=is_course_visible(lesson),
    )
    html, is_there = with_passage(lesson.html, request.args.get("at", ""))
    if lesson.audience_id == PUBLIC and not lesson.course_archived_at:
        show_to_all(lesson_page(lesson, step))
    return render(
        "courses/lesson.html",
        status=status,
        lesson=lesson,
        course=course,
        step=step,
        part=outline.part_of(lesson.id),
        previous=outline.before(lesson.id),
        following=outline.after(lesson.id),
        form=form,
        completion=completion,
        counted=find_override(lesson.id, current_user.id) if is_done_by_rule else None,
        pieces=pieces_of(html, lesson.course_id, current_user, answered=answered),
        passage_is_gone=bool(request.args.get("at")) and not is_there,
        films=playing_in(lesson.html),
        query=f"?language={kept_language()}" if kept_language() else "",
        missing_language=Locale(wanted).get_display_name(locale) if lesson.language != wanted else "",
        locale=locale,
    )


def is_course_visible(lesson) -> bool:
    """Whether the reader of a lesson may know the course it stands in."""
    return bool({lesson.course_audience_id, lesson.people_audience_id} & current_user.audiences)


def outline_for(source, course_id: int, course_language: str, *, with_needs: bool = False):
    return queries.get_outline(
        current_user,
        course_id,
        language=asked_language(),
        course_language=course_language,
        people_audience_id=source.people_audience_id,
        with_needs=with_needs,
    )


def asked_language() -> str:
    """The language asked for in the address, else the reader's own."""
    return kept_language() or str(get_locale())


def kept_language() -> str | None:
    """The language asked for in the address; kept from lesson to lesson."""
    asked = request.args.get("language")
    return asked if asked in NAMES else None
