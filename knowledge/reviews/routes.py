"""The page of a draft in review: asking somebody to read it, reading it, and saying what they think."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from knowledge.links.rendering import render_article, shown_to
from knowledge.policies import can_write
from knowledge.reviews import actions, policies, queries
from knowledge.reviews.forms import VERDICT_WORDS, AskReviewForm, VerdictForm
from lms.access import get_or_404, require
from lms.forms import act_once
from lms.markup import stored
from lms.pages import not_found, render, then_show

bp = Blueprint("reviews", __name__)


@bp.get("/articles/<int:article_id>/review")
def show_review(article_id):
    return _page(_reviewed(article_id))


@bp.post("/articles/<int:article_id>/review")
def ask(article_id):
    article = _reviewed(article_id)
    require(policies.can_ask(current_user, article.collection))
    form = _ask_form(article)
    if not form.validate():
        return _page(article, ask_form=form, status=422)
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
        return _page(article, verdict_form=form, status=422)
    actions.answer(article, review, form.verdict.data, by=current_user, words=form.words.data or "")
    toast = _("Thank you. Who asked you reads what you think.")
    if can_write(current_user, queries.find_collection(article.collection_id)):
        return then_show("knowledge.reviews.show_review", article_id=article_id, toast=toast)
    return then_show("knowledge.show_knowledge", toast=toast)


@bp.post("/articles/<int:article_id>/review/end")
def withdraw(article_id):
    article = _reviewed(article_id)
    require(policies.can_ask(current_user, article.collection))
    actions.end_open(article, "withdrawn")
    return then_show("knowledge.reviews.show_review", article_id=article_id, toast=_("Nobody is asked any more."))


def _reviewed(article_id: int):
    return get_or_404(queries.articles_reviewed_by(current_user), article_id)


def _ask_form(article, **options) -> AskReviewForm:
    return AskReviewForm(reviewers=queries.possible_reviewers(article, but=current_user.id), **options)


def _page(article, *, ask_form=None, verdict_form=None, status: int = 200):
    review = queries.find_open(article.id)
    writes = can_write(current_user, article.collection)
    return render(
        "knowledge/reviews/review.html",
        status=status,
        article=article,
        collection=article.collection,
        writes=writes,
        review=review,
        reviews=queries.reviews_of(article),
        verdict_words=VERDICT_WORDS,
        html=stored(shown_to(current_user, render_article(article, article.draft_body).html)),
        can_answer=policies.can_answer(current_user, review),
        ask_form=(ask_form or _ask_form(article, formdata=None)) if writes else None,
        verdict_form=verdict_form or VerdictForm(formdata=None),
    )
