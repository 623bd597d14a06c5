"""Pages of what was kept of an article, how any two texts differ, and making one the draft again."""

from functools import partial

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from knowledge import actions
from knowledge.history import queries
from knowledge.policies import can_write
from knowledge.writing.queries import differs, find_article
from knowledge.writing.screens import written_article
from lms.pages import not_found, render, then_show
from lms.people.queries import name_of
from lms.people.signing_in import ask_or_404, public
from lms.revisions.history import compared

bp = Blueprint("history", __name__)


@bp.get("/articles/<int:article_id>/history")
@public
def show_history(article_id):
    article = find_article(current_user, article_id) or ask_or_404()
    writes = can_write(current_user, article.collection)
    body, status = render(
        "knowledge/history.html",
        article=article,
        collection=article.collection,
        can_write=writes,
        saved_by=name_of(article.draft_by) if writes else "",
        history_url=partial(url_for, "knowledge.history.show_history", article_id=article.id),
        restore_url=partial(url_for, "knowledge.history.restore_revision", article_id=article.id),
        **compared(
            article,
            queries.find_revisions(current_user, article, writes=writes),
            is_new=writes and differs(article),
            has_draft=writes,
            find=partial(queries.find_revision, current_user, article, writes=writes),
            old=request.args.get("from"),
            new=request.args.get("to"),
        ),
    )
    return body, status, {"X-Robots-Tag": "noindex"}


@bp.post("/articles/<int:article_id>/revisions/<int:number>/restoration")
def restore_revision(article_id, number):
    article = written_article(article_id)
    revision = queries.find_revision(current_user, article, number, writes=True) or not_found()
    actions.restore_revision(article, revision, by=current_user)
    return then_show(
        "knowledge.writing.edit_article",
        article_id=article.id,
        toast=_("Revision %(number)d is the draft again. Publish it when it is right.", number=number),
    )
