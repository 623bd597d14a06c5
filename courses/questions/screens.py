"""The screens of the bank as its routes show them again: the list, a question, and its editor."""

from functools import partial
from types import SimpleNamespace

from flask import request, url_for
from flask_babel import get_locale
from flask_login import current_user

from courses.editing.policies import can_edit_course
from courses.editing.queries import courses_found_by
from courses.models import Course
from courses.questions import queries
from courses.questions.actions import UNDO
from courses.questions.explaining import current_key, passages_of
from courses.questions.files import QUESTION_FILES
from courses.questions.forms import CategoryForm, PlaceForm, QuestionForm
from courses.questions.kinds import KINDS, arrange, right_answer
from courses.questions.kinds.fields import fields_of_row, walk
from courses.questions.models import Question, QuestionVersion
from courses.questions.reading import shown_value
from courses.questions.rendering import render_content
from lms.access import get_or_404, require
from lms.database import now
from lms.files.forms import UploadForm
from lms.pages import number, render

UNGRADED = ("essay", "description")


def bank_of(course_id: int) -> Course:
    """The course, for who edits it and so its bank."""
    course = get_or_404(courses_found_by(current_user), course_id)
    require(can_edit_course(current_user, course))
    return course


def editable_question(question_id: int, *, removed: bool = False) -> tuple[Course, Question]:
    question = get_or_404(queries.questions_found_by(current_user, removed=removed), question_id)
    course = queries.course_of(question.category_id)
    require(can_edit_course(current_user, course))
    return course, question


def bank_screen(course: Course, *, form=None, status: int = 200):
    """The list by category and tag, with its search."""
    drawers = queries.drawers_of(course.id)
    asked = request.args
    chosen = asked.get("category", type=number)
    ids = [drawer.id for drawer in (_inside(drawers, chosen) if chosen else drawers)]
    filters = {name: " ".join(asked.get(name, "").split()) for name in ("kind", "tag", "words")}
    rows = queries.questions_in(ids, **filters, before=asked.get("before", type=number))
    shown, more = rows[: queries.PAGE], rows[queries.PAGE :]
    removed_questions, removed_categories = queries.removed_from(course.id, since=now() - UNDO)
    return render(
        "courses/questions/bank.html",
        fragments={"found"},
        status=status,
        course=course,
        drawers=drawers,
        category=next((drawer for drawer in drawers if drawer.id == chosen), None),
        rows=shown,
        tags=queries.tags_of([row.id for row in shown]),
        all_tags=queries.tags_among([drawer.id for drawer in drawers]),
        next_id=shown[-1].id if more else None,
        filters=filters,
        kinds=KINDS,
        form=form or CategoryForm(formdata=None, drawers=drawers),
        removed_questions=removed_questions,
        removed_categories=removed_categories,
    )


def question_screen(course: Course, question: Question, *, response=None, upload=None, place=None, status: int = 200):
    """A question to try, with where it is used and what may be done with it. `response` is what was just answered."""
    version = queries.version_of(question)
    return render(
        "courses/questions/question.html",
        fragments={"trial"},
        status=status,
        course=course,
        question=question,
        version=version,
        kind=KINDS[version.kind],
        tags=queries.tags_of([question.id])[question.id],
        order=arrange(version.kind, version.content, f"try {question.id}"),
        response=response,
        place=place or place_form(course, formdata=None, data={"category": question.category_id}),
        right=right_answer(version.kind, version.content) if version.kind not in UNGRADED else None,
        files=QUESTION_FILES.files_of(question),
        upload=upload or UploadForm(formdata=None),
        upload_url=url_for("questions.images.add_files", question_id=question.id),
        remove_url=partial(url_for, "questions.images.remove_file", question_id=question.id),
    )


def place_form(course: Course, **more) -> PlaceForm:
    return PlaceForm(drawers=queries.drawers_of(course.id), **more)


def editor_screen(
    course: Course, kind: str, content: dict, form: QuestionForm, *, question=None, problems=(), stored=None, status=200
):
    """The form of a question: new, or as it stands; with every mistake at its field and a preview of what was typed."""
    language = str(get_locale() or "en")
    problems = dict(problems)
    return render(
        "courses/questions/edit.html",
        fragments={"fields"},
        status=status,
        course=course,
        question=question,
        kind=KINDS[kind],
        content=content,
        form=form,
        problems=problems,
        wrong=SimpleNamespace(all_errors=form.all_errors + _errors_in(kind, content, problems)),
        stored=stored,
        shown_value=partial(shown_value, language=language),
        parts_of_row=fields_of_row,
        **previewed(kind, content),
    )


def previewed(kind: str, content: dict) -> dict:
    """What a preview shows of a content that may not be finished."""
    shown = SimpleNamespace(kind=kind, content=content, rendered=render_content(kind, content))
    keys = arrange(kind, content, "preview") if kind != "ordering" else [row["key"] for row in content["items"]]
    return {"preview": shown, "order": keys}


def question_form(course: Course, version: QuestionVersion | None = None, **more) -> QuestionForm:
    """The form, filled with a version that stands; what was sent goes first."""
    choices = {
        "drawers": queries.drawers_of(course.id),
        "lessons": queries.lessons_of(course),
        "passages_of": partial(passages_of, course, version.content.get("language") if version else None),
    }
    if version is None:
        return QuestionForm(**choices, **more)
    explained = version.content.get("explained_at") or {}
    question_id = version.question_id
    data = {
        "name": version.name,
        "points": version.points,
        "version": str(version.number),
        "tags": ", ".join(queries.tags_of([question_id])[question_id]),
        "lesson": explained.get("lesson_id") or 0,
        "passage": current_key(explained),
    }
    return QuestionForm(**choices, **{"data": data | more.pop("data", {}), **more})


def _errors_in(kind: str, content: dict, problems: dict) -> list[tuple[str, str, str]]:
    labels = {path: part.label for path, part, _ in walk(KINDS[kind].fields, content)}
    return [(path, str(labels.get(path) or ""), sentence) for path, sentence in problems.items()]


def _inside(drawers, category_id: int) -> list:
    """A category with those in it."""
    found = {category_id}
    for drawer in drawers:  # each stands below the one it is in
        if drawer.parent_id in found:
            found.add(drawer.id)
    return [drawer for drawer in drawers if drawer.id in found]
