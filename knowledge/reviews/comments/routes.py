"""What is sent about comments on a draft; the page they stand on is that of its review."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from knowledge.links.rendering import render_article
from knowledge.models import Article
from knowledge.reviews.comments import actions, policies, queries
from knowledge.reviews.comments.forms import AnswerForm, ChangeForm, CommentForm, RemovalForm
from knowledge.reviews.queries import articles_reviewed_by
from knowledge.reviews.screens import review_page
from lms.access import get_or_404, require
from lms.database import now
from lms.forms import act_once
from lms.pages import then_show

bp = Blueprint("comments", __name__)


@bp.post("/articles/<int:article_id>/review/comments")
def comment(article_id):
    article = get_or_404(articles_reviewed_by(current_user), article_id)
    form = CommentForm(blocks=render_article(article, article.draft_body).blocks)
    if not form.validate():
        return review_page(article, comment_form=form, status=422)
    act_once(form, current_user)
    said = actions.comment(article, form.comment.data, by=current_user, block=form.block)
    return _shown(said, _("Said. The others hear of it."))


@bp.post("/draft-comments/<int:draft_comment_id>/answers")
def answer(draft_comment_id):
    said, form = _comment(draft_comment_id), AnswerForm()
    if not form.validate():
        return review_page(_article(said), answer_form=form, about=said.parent_id or said.id, status=422)
    act_once(form, current_user)
    actions.answer(said, form.answer.data, by=current_user)
    return _shown(said, _("Said. The others hear of it."))


@bp.post("/draft-comments/<int:draft_comment_id>/words")
def change(draft_comment_id):
    said, form = _comment(draft_comment_id), ChangeForm()
    require(policies.can_change(current_user, said))
    if not form.validate():
        return review_page(_article(said), change_form=form, about=said.id, status=422)
    act_once(form, current_user)
    actions.change(said, form.words.data)
    return _shown(said, _("Saved."))


@bp.post("/draft-comments/<int:draft_comment_id>/removal")
def remove(draft_comment_id):
    """Without a reason where somebody removes their own words."""
    said, form = _comment(draft_comment_id), RemovalForm()
    article = _article(said)
    require(policies.can_remove(current_user, said, article.collection))
    is_own = said.author_id == current_user.id
    if not is_own and not form.validate():
        return review_page(article, removal_form=form, about=said.id, status=422)
    actions.remove(said, by=current_user, reason="" if is_own else form.reason.data)
    return _shown(said, _("Removed. You can undo this for 30 days."))


@bp.post("/draft-comments/<int:draft_comment_id>/return")
def bring_back(draft_comment_id):
    said = _comment(draft_comment_id)
    require(policies.can_bring_back(current_user, said, now()))
    actions.bring_back(said, by=current_user)
    return _shown(said, _("It stands here again."))


@bp.post("/draft-comments/<int:draft_comment_id>/resolution")
def resolve(draft_comment_id):
    said = _comment(draft_comment_id)
    require(policies.can_resolve(said))
    actions.resolve(said, by=current_user)
    return _shown(said, _("Resolved. It stays here."))


@bp.post("/draft-comments/<int:draft_comment_id>/reopening")
def reopen(draft_comment_id):
    said = _comment(draft_comment_id)
    require(policies.can_resolve(said))
    actions.reopen(said)
    return _shown(said, _("It is open again."))


def _comment(draft_comment_id: int):
    return get_or_404(queries.comments_visible_to(current_user), draft_comment_id)


def _article(said) -> Article:
    return get_or_404(articles_reviewed_by(current_user), said.article_id)


def _shown(said, toast: str):
    anchor = f"comment-{said.parent_id or said.id}"
    return then_show("knowledge.reviews.show_review", article_id=said.article_id, anchor=anchor, toast=toast)
