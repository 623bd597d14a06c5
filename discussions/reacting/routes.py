"""Reacting to a post, thanking its author with a sentence, and reading what was sent."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from discussions import policies
from discussions.moderation.rules import screening
from discussions.posts.acts import gives
from discussions.posts.queries import posts_visible_to
from discussions.posts.words import words_of
from discussions.reacting import actions, queries
from discussions.reacting.actions import thank, unthank
from discussions.reacting.forms import ReactionForm, ThanksForm
from discussions.reacting.queries import thanks_of
from discussions.reacting.words import Given
from lms.access import get_or_404, require
from lms.pages import htmx, render, then_go
from lms.people.queries import name_of

bp = Blueprint("reacting", __name__)


@bp.post("/posts/<int:post_id>/reactions")
def react(post_id):
    post = get_or_404(posts_visible_to(current_user), post_id)
    require(gives(post, post.topic) and policies.can_thank(current_user, post.topic, post))
    form = ReactionForm()
    if not form.validate():
        return "", 422
    kind, is_given = form.kind.data or form.back.data, bool(form.kind.data)
    act = actions.react if is_given else actions.take_back_reaction
    act(post, current_user, kind)
    if htmx:
        given = Given(kind, getattr(queries.reactions_of(current_user, post_id), f"{kind}_count"), is_given)
        return render("discussions/reacting/_given.html", post_id=post_id, given=given)
    return then_go(f"/posts/{post_id}")


@bp.get("/posts/<int:post_id>/thanks")
def show_thanks(post_id):
    post = get_or_404(posts_visible_to(current_user), post_id)
    if post.author_id == current_user.id:
        return render(
            "discussions/reacting/thanked.html",
            post=post,
            topic=post.topic,
            words=words_of(post),
            thanks=queries.sentences_of(post_id),
        )
    require(policies.can_thank(current_user, post.topic, post))
    return _page(post, ThanksForm(sentence=queries.find_sentence(current_user, post_id)))


@bp.post("/posts/<int:post_id>/thanks")
def give_thanks(post_id):
    post = get_or_404(posts_visible_to(current_user), post_id)
    require(policies.can_thank(current_user, post.topic, post))
    form = ThanksForm()
    if not form.validate():
        return _page(post, form, 422)
    if refusal := screening.unwanted(form.sentence.data or ""):
        form.sentence.errors = [refusal]
        return _page(post, form, 422)
    if form.say.data == "no":
        unthank(post, current_user)
    else:
        thank(post, current_user, sentence=form.sentence.data or "")
    if htmx:
        return render("discussions/_thanks.html", post=thanks_of(current_user, post.id))
    toast = _("Your sentence is sent.") if form.sentence.data else None
    return then_go(f"/posts/{post_id}", toast=toast)


def _page(post, form, status: int = 200):
    return render(
        "discussions/reacting/thank.html",
        status=status,
        post=post,
        topic=post.topic,
        form=form,
        author=name_of(post.author_id),
        words=words_of(post),
    )
