"""Pages of what was published of a lesson, how it differs, and bringing it back as a draft."""

from functools import partial

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from courses.editing import actions
from courses.editing import queries as editing
from courses.editing.history import queries
from courses.editing.screens import chosen_text, editable_lesson
from lms.pages import not_found, render, then_show
from lms.people.queries import name_of
from lms.revisions.history import compared

bp = Blueprint("history", __name__)


@bp.get("/lessons/<int:lesson_id>/history")
def show_history(lesson_id):
    course, lesson = editable_lesson(lesson_id)
    text = chosen_text(lesson)
    return render(
        "courses/editing/history.html",
        course=course,
        lesson=lesson,
        text=text,
        texts=editing.texts_of(lesson.id),
        language=text.language,
        saved_by=name_of(text.draft_by),
        history_url=partial(url_for, "editor.history.show_history", lesson_id=lesson.id, language=text.language),
        restore_url=partial(url_for, "editor.history.restore_revision", lesson_id=lesson.id, language=text.language),
        **compared(
            text,
            queries.revisions_of(text),
            is_new=editing.differs(text),
            find=partial(queries.find_revision, text),
            old=request.args.get("from"),
            new=request.args.get("to"),
        ),
    )


@bp.post("/lessons/<int:lesson_id>/revisions/<int:number>/restoration")
def restore_revision(lesson_id, number):
    _course, lesson = editable_lesson(lesson_id)
    text = chosen_text(lesson)
    revision = queries.find_revision(text, number) or not_found()
    actions.restore_revision(text, revision, by=current_user)
    return then_show(
        "editor.drafts.edit_lesson",
        lesson_id=lesson.id,
        language=text.language,
        toast=_("Revision %(number)d is the draft again. Publish it when it is right.", number=number),
    )
