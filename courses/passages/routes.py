"""Pages of passages: proposing one of an article, how each stands, and deciding about it."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from courses.editing.queries import courses_found_by
from courses.editing.screens import editable_course
from courses.models import LessonText
from courses.passages import actions, policies, queries, words
from courses.passages.forms import DeclineForm, PassageForm, StepForm, TakeOverForm
from knowledge.models import ArticleRevision
from knowledge.writing.screens import written_article
from lms.access import get_or_404, require
from lms.database import db
from lms.forms import act_once, choices_of
from lms.languages import NAMES
from lms.markup import render as markup
from lms.markup import stored
from lms.pages import number, render, then_show
from lms.people.queries import name_of

bp = Blueprint("passages", __name__)


@bp.get("/articles/<int:article_id>/passages")
def show_of_article(article_id):
    article = written_article(article_id)
    rows = queries.passages_of(article.id, request.args.get("before", type=number))
    return _list(rows, f"/articles/{article.id}/passages", article=article)


@bp.get("/courses/<int:course_id>/passages")
def show_of_course(course_id):
    course = editable_course(course_id)
    rows = queries.passages_for(course.id, request.args.get("before", type=number))
    return _list(rows, f"/courses/{course.id}/passages", course=course)


@bp.get("/articles/<int:article_id>/passages/new")
def new(article_id):
    article = _published(article_id)
    body = db.session.get_one(ArticleRevision, article.revision_id).body
    return _new_page(article, PassageForm(formdata=None, words=body))


@bp.post("/articles/<int:article_id>/passages/new")
def propose(article_id):
    article, form = _published(article_id), PassageForm()
    form.course.choices = choices_of(queries.possible_courses(current_user))
    if not form.validate():
        return _new_page(article, form, 422)
    act_once(form, current_user)
    course = get_or_404(courses_found_by(current_user), form.course.data)
    passage = actions.propose(article, course, words=form.words.data, why=form.why.data, by=current_user)
    return _shown(passage.id, _("Proposed. The authors of the course hear of it."))


@bp.get("/passages/<int:passage_id>")
def show(passage_id):
    return _page(_passage(passage_id))


@bp.post("/passages/<int:passage_id>/taking-over")
def take_over(passage_id):
    passage = _decided(passage_id)
    form = _with_texts(TakeOverForm(), passage)
    if not form.validate():
        return _page(passage, 422, take_form=form)
    act_once(form, current_user)
    text = db.session.get_one(LessonText, form.text.data)
    try:
        text = actions.take_over(passage, text, version=form.version.data, by=current_user)
    except actions.Moved:
        return _page(_passage(passage_id), 409)
    toast = _("It stands at the end of the draft. Readers see it when you publish.")
    return then_show("editor.drafts.edit_lesson", lesson_id=text.lesson_id, language=text.language, toast=toast)


@bp.post("/passages/<int:passage_id>/refusal")
def decline(passage_id):
    passage, form = _decided(passage_id), DeclineForm()
    if not form.validate():
        return _page(passage, 422, decline_form=form)
    act_once(form, current_user)
    try:
        actions.decline(passage, form.reason.data, version=form.version.data, by=current_user)
    except actions.Moved:
        return _page(_passage(passage_id), 409, typed=form.reason.data)
    return _shown(passage_id, _("Declined. Who proposed it reads why."))


@bp.post("/passages/<int:passage_id>/withdrawal")
def take_back(passage_id):
    passage, form = _passage(passage_id), StepForm()
    require(policies.can_take_back(current_user, passage))
    if not form.validate():
        return _page(passage, 422)
    act_once(form, current_user)
    try:
        actions.take_back(passage, version=form.version.data, by=current_user)
    except actions.Moved:
        return _page(_passage(passage_id), 409)
    return _shown(passage_id, _("Taken back."))


def _published(article_id: int):
    article = written_article(article_id)
    require(policies.can_propose(current_user, article))
    return article


def _passage(passage_id: int):
    return get_or_404(queries.passages_visible_to(current_user), passage_id)


def _decided(passage_id: int):
    passage = _passage(passage_id)
    require(policies.can_decide(current_user, passage))
    return passage


def _shown(passage_id: int, toast: str):
    return then_show("passages.show", passage_id=passage_id, toast=toast)


def _with_texts(form: TakeOverForm, passage) -> TakeOverForm:
    texts = queries.possible_texts(passage.course_id)
    form.text.choices = choices_of(
        (row.id, f"{row.draft_title} ({NAMES.get(row.language, row.language)})") for row in texts
    )
    return form


def _new_page(article, form: PassageForm, status: int = 200):
    form.course.choices = choices_of(queries.possible_courses(current_user))
    form.words.render_kw = {**form.words.render_kw, "lang": article.language}
    return render("courses/passages/new.html", status=status, article=article, form=form)


def _list(rows, here: str, **about):
    older = f"{here}?before={rows[queries.PAGE - 1].id}" if len(rows) > queries.PAGE else ""
    return render(
        "courses/passages/list.html",
        rows=rows[: queries.PAGE],
        older=older,
        can_propose="article" in about and policies.can_propose(current_user, about["article"]),
        state_words=words.STATE_WORDS,
        state_icons=words.STATE_ICONS,
        **about,
    )


def _page(passage, status: int = 200, *, typed: str = "", take_form=None, decline_form=None):
    version = {"version": passage.version}
    return render(
        "courses/passages/passage.html",
        status=status,
        passage=passage,
        article=passage.article,
        course=passage.course,
        proposer=name_of(passage.proposed_by),
        decider=name_of(passage.decided_by),
        lesson=queries.find_lesson(current_user, passage.lesson_id),
        html=stored(markup(passage.words, profile="lesson").html),
        has_moved=status == 409,
        typed=typed,
        can_decide=policies.can_decide(current_user, passage),
        can_take_back=policies.can_take_back(current_user, passage),
        can_edit=policies.can_edit_course(current_user, passage.course),
        take_form=take_form or _with_texts(TakeOverForm(formdata=None, data=version), passage),
        decline_form=decline_form or DeclineForm(formdata=None, data=version),
        step_form=StepForm(formdata=None, data=version),
        state_words=words.STATE_WORDS,
        state_icons=words.STATE_ICONS,
    )
