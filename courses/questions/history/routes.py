"""Pages of the versions of a question, how two of them differ, and restoring one."""

from functools import partial
from types import SimpleNamespace

from flask import Blueprint, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from courses.questions import actions, queries
from courses.questions.kinds.fields import CHOICE, KEY, KINDS, ROWS, YES, walk
from courses.questions.reading import shown_value
from courses.questions.screens import editable_question
from lms.pages import not_found, render, then_show
from lms.revisions.history import compared

bp = Blueprint("history", __name__)


@bp.get("/questions/<int:question_id>/history")
def show_history(question_id):
    course, question = editable_question(question_id)
    version = queries.version_of(question)
    return render(
        "courses/questions/history.html",
        course=course,
        question=question,
        version=version,
        history_url=partial(url_for, "questions.history.show_history", question_id=question.id),
        **compared(
            SimpleNamespace(revision_id=version.id),
            queries.versions_of(question),
            is_new=False,
            has_draft=False,
            find=partial(_text_of, question),
            old=request.args.get("from"),
            new=request.args.get("to"),
        ),
    )


@bp.post("/questions/<int:question_id>/versions/<int:version_number>/restoration")
def restore_version(question_id, version_number):
    _course, question = editable_question(question_id)
    version = queries.find_version(question, version_number) or not_found()
    actions.restore_version(question, version, by=current_user)
    toast = _("Version %(number)d is asked again.", number=version_number)
    return then_show("questions.show_question", question_id=question.id, toast=toast)


def _text_of(question, number: int):
    """A version as one readable text: each thing it holds with its label, a paragraph each."""
    version = queries.find_version(question, number)
    if version is None:
        return None
    language = str(get_locale() or "en")
    lines = [f"{_('Points')}: {version.points:g}"]
    for _path, part, value in walk(KINDS[version.kind].fields, version.content):
        if part.kind == YES and value:
            lines.append(str(part.label))
        elif part.kind == CHOICE and part.words:
            lines.append(f"{part.label}: {part.words.get(value, value)}")
        elif part.kind not in (ROWS, KEY, YES, CHOICE) and (shown := shown_value(part, value, language)):
            lines.append(f"{part.label}: {shown}" if part.label else shown)
    return SimpleNamespace(title=version.name, body="\n\n".join(lines), html="")
