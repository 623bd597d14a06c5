"""The page on which a writer moves an article to another collection."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from knowledge.contributions.finding import count_kept
from knowledge.contributions.queries import readers_under
from knowledge.models import Article
from knowledge.moving import actions, queries
from knowledge.moving.forms import MoveArticleForm
from knowledge.writing.screens import written_article
from lms.access import audience_of
from lms.forms import choices_of
from lms.pages import render, then_show

bp = Blueprint("moving", __name__)


@bp.get("/articles/<int:article_id>/move")
def show_move(article_id):
    article = written_article(article_id)
    return _page(article, MoveArticleForm(formdata=None, former=article.collection_id))


@bp.post("/articles/<int:article_id>/move")
def move_article(article_id):
    article, form = written_article(article_id), MoveArticleForm()
    here = (article.collection_id, article.collection.title)  # where a second press finds it
    form.collection.choices = choices_of([here, *_choices(queries.possible_places(current_user, article))])
    if not form.validate():
        return _page(article, form, status=422)
    try:
        actions.move_article(article, form.collection.data, former_id=form.former.data, by=current_user)
    except actions.CannotMove:
        article = written_article(article_id)
        return _page(article, MoveArticleForm(formdata=None, former=article.collection_id), status=409)
    toast = _("Moved. Its address stays the same.")
    return then_show("knowledge.writing.edit_article", article_id=article_id, toast=toast)


def _page(article, form: MoveArticleForm, status: int = 200):
    places = queries.possible_places(current_user, article)
    under = readers_under(Article.id == article.id)
    form.collection.choices = choices_of(_choices(places))
    return render(
        "knowledge/moving/move.html",
        status=status,
        article=article,
        collection=article.collection,
        form=form,
        places=places,
        kept=[count_kept(under, place.audience_id) for place in places],
        reads=audience_of(article.audience_id),
        has_moved=status == 409,
    )


def _choices(places):
    return [(place.id, place.title) for place in places]
