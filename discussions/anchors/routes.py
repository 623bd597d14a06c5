"""Asking at the exact place: the form that stands behind “Ask here” in a lesson and “Discuss this” in an article."""

from dataclasses import replace

from flask import Blueprint, abort, request
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from courses.policies import can_read_lesson
from courses.queries import find_lesson_page
from courses.quizzes.meeting import find_met_question, is_asked_in
from discussions import policies, words
from discussions.actions import start_topic
from discussions.anchors import queries
from discussions.anchors.forms import AskForm
from discussions.anchors.places import (
    LONGEST_QUOTE,
    Place,
    find_passage,
    place_about,
    place_of_article,
    place_of_lesson,
    place_of_question,
)
from discussions.asking.screens import Asking, one_field
from discussions.forms import MAX_TITLE, Composer
from discussions.moderation.rules import screening
from discussions.queries import find_thread, spaces_visible_to
from discussions.screens import sequence_of, word_for
from knowledge.policies import can_discuss
from knowledge.queries import articles_visible_to
from lms.access import get_or_404, require
from lms.database import now
from lms.drafts.queries import find_draft
from lms.forms import act_once, choices_of
from lms.languages import NAMES
from lms.pages import not_found, render, then_show

bp = Blueprint("anchors", __name__)
MOST_WORDS = 1000  # as many as a reader can say about what an article misses
TALKS = 5  # conversations about a text that are offered to whoever has something to say about a passage


@bp.get("/lessons/<int:lesson_id>/ask")
def ask_at_lesson(lesson_id):
    place = _lesson_place(lesson_id)
    return one_field(_asking_at(place)) or _ask_page(place)


@bp.post("/lessons/<int:lesson_id>/ask")
def send_from_lesson(lesson_id):
    return _send(_lesson_place(lesson_id), lesson_id=lesson_id)


@bp.get("/lessons/<int:lesson_id>/questions/<int:question_id>/talk")
def discuss_question(lesson_id, question_id):
    return _ask_page(_question_place(lesson_id, question_id))


@bp.post("/lessons/<int:lesson_id>/questions/<int:question_id>/talk")
def send_from_question(lesson_id, question_id):
    return _send(_question_place(lesson_id, question_id), lesson_id=lesson_id, question_id=question_id)


@bp.get("/articles/<int:article_id>/discuss")
def discuss_article(article_id):
    return _ask_page(_article_place(article_id))


@bp.post("/articles/<int:article_id>/discuss")
def send_from_article(article_id):
    return _send(_article_place(article_id), article_id=article_id)


@bp.get("/topics/<int:topic_id>/passage")
def reply_about(topic_id):
    """A reply about a passage: of the text the conversation is about, or of the one the reader comes from."""
    thread = find_thread(current_user, topic_id) or not_found()
    require(policies.can_reply(current_user, thread))
    about = request.args.get("about")
    place, key = (place_about(current_user, thread), "") if about is None else find_passage(current_user, about, thread)
    if place is None:
        return not_found()
    seen, sequence = thread.last_read or 0, thread.draft_sequence or 0
    composer = Composer.empty(thread.draft or "", seen=seen, after=thread.last_number, sequence=sequence)
    return render(
        "discussions/reply_about.html",
        thread=thread,
        place=place,
        block=key,
        quote=place.quote(key),
        composer=replace(composer, about=place.name_of(key) if key else ""),
        readers=words.readers(thread.audience_kind, thread.audience_name or thread.space_title, thread.audience_size),
        first_name=words.first_name,
    )


def _lesson_place(lesson_id: int) -> Place:
    """What is asked about: the lesson in the language it is read in, its passages, and who can be asked."""
    asked = request.values.get("language", "")
    language = asked if asked in NAMES else str(get_locale())
    lesson = find_lesson_page(current_user, lesson_id, language) or abort(404)
    require(can_read_lesson(current_user, lesson, now()))
    return _with_open_spaces(place_of_lesson(current_user, lesson))


def _question_place(lesson_id: int, question_id: int) -> Place:
    """A question of a quiz, for who has answered it; everybody else of the lesson is told to answer it first."""
    lesson = find_lesson_page(current_user, lesson_id, str(get_locale())) or abort(404)
    require(can_read_lesson(current_user, lesson, now()))
    if not is_asked_in(lesson_id, question_id):
        abort(404)
    question = find_met_question(current_user, lesson_id, question_id)
    require(question is not None)
    return _with_open_spaces(place_of_question(current_user, lesson, question))


def _article_place(article_id: int) -> Place:
    article = get_or_404(articles_visible_to(current_user), article_id)
    require(can_discuss(current_user, article.collection))
    return _with_open_spaces(place_of_article(current_user, article))


def _with_open_spaces(place: Place) -> Place:
    """Of its spaces those in which the person may start something."""
    spaces = [row for row in place.spaces if policies.can_start(current_user, row)]
    require(bool(spaces))
    return replace(place, spaces=spaces)


def _ask_page(place):
    draft = find_draft(current_user, _draft_place(place, request.args.get("block", "")))
    words, body = request.args.get("words", "").replace("\x00", "")[:MOST_WORDS].strip(), draft.body if draft else ""
    title = (
        request.args.get("title", "")[:MAX_TITLE]
        or (draft.title if draft else "")
        or " ".join(words.partition("\n")[0].split())[:MAX_TITLE]
    )
    if words not in body:
        body = "\n\n".join(filter(None, (body, words)))
    return _show(place, _form(place, title=title, body=body))


def _asking_at(place) -> Asking:
    """Asking at a lesson: its passage and language go along from step to step."""
    block, quote = request.args.get("block", ""), request.args.get("quote", "")[:LONGEST_QUOTE]
    block = block if block in place.blocks else ""
    return Asking(
        address=request.path,
        space_id=place.spaces[0].id,
        draft_place=_draft_place(place, block),
        back={"href": place.address, "words": place.title},
        section="courses",
        who_reads=_readers(place.spaces[0])
        if len(place.spaces) == 1
        else _("You choose who can read it, in the next step."),
        carried={"language": place.language, "block": block, "quote": quote},
        quote=_quote(place, block, quote),
        language=place.language,
    )


def _send(place, **about):
    form = _form(place)
    if not form.validate():
        return _show(place, form, status=422)
    act_once(form, current_user)
    if refusal := screening.refusal(current_user, form.title.data, form.body.data):
        form.body.errors = [refusal]
        return _show(place, form, status=422)
    block = form.block.data if form.block.data in place.blocks else ""
    topic = start_topic(
        get_or_404(spaces_visible_to(current_user), form.space.data),
        author=current_user,
        kind=form.kind.data,
        title=form.title.data,
        body=form.body.data,
        anchor_key=block if place.keeps_quotes else "",
        anchor_quote=_quote(place, block, form.quote.data) if place.keeps_quotes else "",
        anchor_language=place.language,
        draft_place=_draft_place(place, block),
        **about,
    )
    return then_show("discussions.show_topic", topic_id=topic.id, toast=_("Asked. You hear it when somebody replies."))


def _form(place, **values) -> AskForm:
    form = AskForm(
        block=request.args.get("block", "") if place.keeps_quotes else next(iter(place.blocks)),
        quote=request.args.get("quote", "")[:LONGEST_QUOTE] if place.keeps_quotes else "",
        space=place.spaces[0].id,
        **values,
    )
    form.space.choices = choices_of((row.id, _readers(row)) for row in place.spaces)
    return form


def _show(place, form, status: int = 200):
    block = form.block.data if form.block.data in place.blocks else ""
    word_for(form, form.kind.data)
    return render(
        "discussions/ask.html",
        status=status,
        place=place,
        form=form,
        block=block,
        quote=_quote(place, block, form.quote.data),
        talks=_talks(place) if block else [],
        said=_said(place, block) if block else ([], []),
        draft_url=f"/drafts?place={_draft_place(place, block)}",
        draft_sequence=sequence_of(_draft_place(place, block)),
        readers=_readers(place.spaces[0]),
    )


def _talks(place: Place) -> list:
    """The conversations about this text in which the person may say it as well."""
    notes = queries.notes_of_article if place.kind == "article" else queries.notes_of_lesson
    spaces = {space.id for space in place.spaces}
    rows = [row for row in notes(current_user, place.id) if row.space_id in spaces]
    return [row for row in rows if policies.can_reply(current_user, row)][:TALKS]


def _said(place: Place, block: str) -> tuple[list, list]:
    """What is said about a quiz question: whole conversations, and replies in others."""
    if place.kind != "question":
        return [], []
    question_id = int(block[1:])
    talks = [row for row in queries.talks_about_questions(current_user, place.id) if row.question_id == question_id]
    return talks, queries.posts_about_question(current_user, place.id, question_id)


def _quote(place, block: str, wanted: str | None) -> str:
    """The words the person marked when they stand in the passage, else the whole passage."""
    return wanted if wanted and wanted in place.blocks.get(block, "") else place.quote(block)


def _readers(row) -> str:
    return words.readers(row.audience_kind, row.name or row.title, row.size)


def _draft_place(place, block: str) -> str:
    if place.kind == "question":
        return f"lesson:{place.id}:{next(iter(place.blocks))}"
    return f"{place.kind}:{place.id}:{block if block in place.blocks else ''}"
