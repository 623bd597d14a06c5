"""The page of a draft in review: asking somebody to read it, reading it, and saying what they think."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from knowledge.reviews import actions, policies, queries
from knowledge.reviews.comments import routes as comments
from knowledge.reviews.forms import VerdictForm
from knowledge.reviews.screens import ask_form_of, review_page
from lms.access import get_or_404, require
from lms.forms import act_once
from lms.pages import not_found, then_show

bp = Blueprint("reviews", __name__)
bp.register_blueprint(comments.bp)


@bp.get("/articles/<int:article_id>/review")
def show_review(article_id):
    return review_page(_reviewed(article_id), passage=request.args.get("block", "")[:80])


@bp.post("/articles/<int:article_id>/review")
def ask(article_id):
    article = _reviewed(article_id)
    require(policies.can_ask(current_user, article.collection))
    form = ask_form_of(article)
    if not form.validate():
        return review_page(article, ask_form=form, status=422)
    act_once(form, current_user)
    actions.ask(article, form.reviewer.data, by=current_user, note=form.note.data or "")
    return then_show("knowledge.reviews.show_review", article_id=article_id, toast=_("Asked. They hear of it."))


@bp.post("/articles/<int:article_id>/review/verdict")
def answer(article_id):
    article = _reviewed(article_id)
    review = queries.find_open(article_id) or not_found()
    require(policies.can_answer(current_user, review))
    form = VerdictForm()
    if not form.validate():
        return review_page(article, verdict_form=form, status=422)
    actions.answer(article, review, form.verdict.data, by=current_user, words=form.words.data or "")
    toast = _("Thank you. Who asked you reads what you think.")
    return then_show("knowledge.reviews.show_review", article_id=article_id, toast=toast)


@bp.post("/articles/<int:article_id>/review/end")
def withdraw(article_id):
    article = _reviewed(article_id)
    require(policies.can_ask(current_user, article.collection))
    actions.end_open(article, "withdrawn")
    return then_show("knowledge.reviews.show_review", article_id=article_id, toast=_("Nobody is asked any more."))


def _reviewed(article_id: int):
    return get_or_404(queries.articles_reviewed_by(current_user), article_id)
