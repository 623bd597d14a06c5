"""Pages of writing a lesson."""

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from courses.checks.showing import pieces_of
from courses.editing import actions, queries
from courses.editing.drafts.actions import change_lesson
from courses.editing.drafts.preview import preview_context
from courses.editing.forms import LanguageForm, TextForm
from courses.editing.outline.queries import get_tree
from courses.editing.rendering import render_text
from courses.editing.screens import chosen_text, editable_lesson, lesson_screen
from courses.models import Course, Lesson, LessonText
from knowledge.links.titles import titles_to_choose
from lms import differences
from lms.markup import MAX_LENGTH
from lms.pages import htmx, render, then_show
from lms.people.queries import name_of
from lms.revisions.drafts import Conflict, saved_at

bp = Blueprint("drafts", __name__)
LONGEST = 80  # characters of a title that is looked for


@bp.get("/lessons/<int:lesson_id>/edit")
def edit_lesson(lesson_id):
    course, lesson = editable_lesson(lesson_id)
    return lesson_screen(course, lesson, chosen_text(lesson))


@bp.post("/lessons/<int:lesson_id>/draft")
def save_draft(lesson_id):
    """By the page while somebody writes (a fragment with the state), or by the button (the page again)."""
    course, lesson = editable_lesson(lesson_id)
    text, form = chosen_text(lesson), TextForm()
    is_valid = form.validate()
    if not is_valid and not htmx:
        return lesson_screen(course, lesson, text, form=form, status=422)
    try:
        text = _save(lesson, text, form)
    except Conflict as conflict:
        return _conflict(course, lesson, conflict, form)
    if htmx:
        return _state(course, lesson, text, form)
    return then_show("editor.drafts.edit_lesson", lesson_id=lesson.id, language=text.language, toast=_("Saved."))


@bp.post("/lessons/<int:lesson_id>/preview")
def preview_draft(lesson_id):
    course, lesson = editable_lesson(lesson_id)
    body = request.form.get("body", "")
    if len(body) > MAX_LENGTH["lesson"]:
        return "", 422
    html = render_text(body, chosen_text(lesson).language, lesson).html
    pieces = pieces_of(html, course.id, current_user, tells_missing=True)
    return render("courses/checks/preview.html", pieces=pieces, lesson=lesson)


@bp.get("/lessons/<int:lesson_id>/links/suggestions")
def suggest_links(lesson_id):
    """A list of articles and lessons to choose from while a title is typed after `[[`; empty when nothing fits."""
    _course, lesson = editable_lesson(lesson_id)
    words = request.args.get("q", "").replace("\x00", "")[:LONGEST]
    found = titles_to_choose(current_user, lesson.audience_id, words, ("lesson", lesson_id))
    return render("_suggestions.html", found=found)


@bp.get("/lessons/<int:lesson_id>/preview")
def show_preview(lesson_id):
    course, lesson = editable_lesson(lesson_id)
    text = chosen_text(lesson)
    author_name = name_of(text.draft_by)
    return render(
        "courses/editing/preview.html",
        **preview_context(course, lesson, text, get_tree(course), author_name, current_user),
    )


@bp.post("/lessons/<int:lesson_id>/publication")
def publish_lesson(lesson_id):
    course, lesson = editable_lesson(lesson_id)
    text, form = chosen_text(lesson), TextForm()
    if not form.validate():
        return lesson_screen(course, lesson, text, form=form, status=422)
    try:
        text = _save(lesson, text, form)
    except Conflict as conflict:
        return _conflict(course, lesson, conflict, form)
    actions.publish_text(text, by=current_user, why=form.why.data)
    return then_show(
        "editor.drafts.edit_lesson",
        lesson_id=lesson.id,
        language=text.language,
        toast=_("Published. Readers see it now."),
    )


@bp.post("/lessons/<int:lesson_id>/withdrawal")
def withdraw_lesson(lesson_id):
    _course, lesson = editable_lesson(lesson_id)
    actions.withdraw_lesson(lesson, by=current_user)
    return then_show(
        "editor.drafts.edit_lesson",
        lesson_id=lesson.id,
        toast=_("Readers no longer find this lesson. Nothing is lost."),
    )


@bp.post("/lessons/<int:lesson_id>/texts")
def add_text(lesson_id):
    course, lesson = editable_lesson(lesson_id)
    form = LanguageForm()
    texts = queries.texts_of(lesson.id)
    if not form.validate() or form.language.data in {text.language for text in texts}:
        return lesson_screen(course, lesson, texts[0], status=422)
    first = texts[0]
    text = actions.add_text(
        lesson, language=form.language.data, title=first.draft_title, body=first.draft_body, by=current_user
    )
    return then_show("editor.drafts.edit_lesson", lesson_id=lesson.id, language=text.language)


def _save(lesson: Lesson, text: LessonText, form: TextForm) -> LessonText:
    """Keep what can be kept: a field with an error does not stop the words from being saved."""
    kept = {
        "title": text.draft_title if form.title.errors else form.title.data,
        "short_title": text.draft_short_title if form.short_title.errors else form.short_title.data,
        "body": text.draft_body if form.body.errors else form.body.data,
    }
    saved = actions.save_draft(
        text, **kept, version=form.version.data or 0, by=current_user, key=form.draft_key.data or ""
    )
    if not form.minutes.errors:
        change_lesson(
            lesson,
            minutes=form.number_of_minutes,
            is_required=form.is_required.data,
            completed_by=form.completed_by.data,
        )
    return saved


def _state(course: Course, lesson: Lesson, text: LessonText, form: TextForm):
    return render(
        "courses/editing/_saved.html",
        lesson=lesson,
        text=text,
        form=form,
        saved_at=saved_at(text),
        changed=len(queries.changed_texts(course)),
        sent_alone=True,
    )


def _conflict(course, lesson, conflict: Conflict, form: TextForm):
    """Both texts: theirs as it is kept, yours as you sent it, and what differs between them."""
    theirs = conflict.stored
    if htmx:
        return render("revisions/_conflict.html", status=409, who=name_of(theirs.draft_by))
    return render(
        "courses/editing/conflict.html",
        status=409,
        course=course,
        lesson=lesson,
        draft=theirs,
        save_url=url_for("editor.drafts.save_draft", lesson_id=lesson.id, language=theirs.language),
        edit_url=url_for("editor.drafts.edit_lesson", lesson_id=lesson.id, language=theirs.language),
        form=form,
        who=name_of(theirs.draft_by),
        rows=differences.compare(theirs.draft_body, form.body.data),
    )
