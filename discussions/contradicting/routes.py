"""The page on which a member says that an accepted answer contradicts an article."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from discussions.contradicting import queries
from discussions.contradicting.forms import ContradictionForm
from discussions.policies import can_contradict
from discussions.posts.queries import posts_visible_to
from discussions.posts.words import words_of
from knowledge.doubts.actions import contradict
from knowledge.queries import articles_visible_to
from lms.access import get_or_404, require
from lms.pages import render, then_go
from lms.people.queries import name_of

bp = Blueprint("contradicting", __name__)


@bp.get("/posts/<int:post_id>/contradiction")
def ask_contradiction(post_id):
    post, articles = _answer(post_id)
    return _page(post, ContradictionForm(formdata=None, articles=articles))


@bp.post("/posts/<int:post_id>/contradiction")
def say_contradiction(post_id):
    post, articles = _answer(post_id)
    form = ContradictionForm(articles=articles)
    article = _meant(form) if form.validate() else None
    if article is None:
        return _page(post, form, 422)
    contradict(article, by=current_user, sentence=form.sentence.data, post_id=post.id)
    return then_go(f"/posts/{post_id}", toast=_("Thank you. Who keeps the article true reads what you wrote."))


def _answer(post_id: int):
    """The accepted answer, with the articles it may be about."""
    post = get_or_404(posts_visible_to(current_user), post_id)
    require(can_contradict(current_user, post.topic, post))
    return post, queries.possible_articles(current_user, post)


def _meant(form: ContradictionForm):
    """The article somebody named, else the one they chose; None with an error when what they wrote names none, or several."""
    if not form.other.data:
        return get_or_404(articles_visible_to(current_user), form.article.data)
    found = queries.articles_called(current_user, form.other.data)
    if len(found) == 1:
        return found[0]
    form.other.errors = [
        _("Several articles are called so. Copy the address of the one you mean.")
        if found
        else _("You read no article with this title or address.")
    ]
    return None


def _page(post, form: ContradictionForm, status: int = 200):
    author, words = name_of(post.author_id), words_of(post)
    return render(
        "discussions/contradicting/contradiction.html",
        status=status,
        post=post,
        topic=post.topic,
        author=author,
        words=words,
        form=form,
    )
