"""The page on which an accepted answer becomes the draft of an article."""

from flask import Blueprint
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from discussions.consent.actions import Refused
from discussions.contradicting.queries import possible_articles
from discussions.posts.queries import posts_visible_to
from discussions.posts.screens import posts_choice
from discussions.queries import topics_visible_to
from discussions.ripening import queries
from discussions.ripening.actions import ripen
from discussions.ripening.forms import RipeningForm
from discussions.ripening.policies import can_ripen
from discussions.sharing.queries import cohort_of
from knowledge.words import AUDIENCE_WORDS
from knowledge.writing.queries import collections_written_by
from lms.access import get_or_404, require
from lms.forms import act_once, choices_of
from lms.pages import render, then_show

bp = Blueprint("ripening", __name__)


@bp.get("/topics/<int:topic_id>/article")
def ask_article(topic_id):
    topic, collections = _answered_topic(topic_id)
    # What a cohort called its conversation is not taken along: whoever writes in the collection would read it.
    title = "" if topic.space.cohort_id else topic.title
    opening = _opening_and_answer(topic)
    first = next(iter(collections.values()))
    language = first.language if len(collections) == 1 else str(get_locale())
    form = RipeningForm(formdata=None, title=title, posts=opening, language=language)
    return _page(topic, collections, form)


@bp.post("/topics/<int:topic_id>/article")
def make_article(topic_id):
    topic, collections = _answered_topic(topic_id)
    form = _with_choices(RipeningForm(), collections)
    if not form.validate():
        return _page(topic, collections, form, 422)
    act_once(form, current_user)
    cohort = cohort_of(topic.space.cohort_id)[0] if topic.space.cohort_id else None
    words = {"title": form.title.data, "language": form.language.data}
    try:
        collection = collections[form.collection.data]
        article = ripen(topic, form.posts.data, cohort=cohort, collection=collection, by=current_user, **words)
    except Refused:
        form.posts.errors = [_("Some of these posts are no longer here. Choose again.")]
        return _page(topic, collections, form, 422)
    toast = _("Each writer is asked. Their words appear here when they say yes.")
    return then_show("knowledge.writing.edit_article", article_id=article.id, toast=toast)


def _answered_topic(topic_id: int):
    """The topic, and by their numbers the collections its reader writes in."""
    topic = get_or_404(topics_visible_to(current_user), topic_id)
    collections = {row.id: row for row, _kind in collections_written_by(current_user)}
    require(can_ripen(current_user, topic, writes=bool(collections)))
    return topic, collections


def _with_choices(form: RipeningForm, collections) -> RipeningForm:
    form.collection.choices = choices_of((row.id, row.title) for row in collections.values())
    return form


def _opening_and_answer(topic) -> list[int]:
    return [post_id for post_id in (queries.opening_of(topic.id), topic.accepted_post_id) if post_id]


def _page(topic, collections, form: RipeningForm, status: int = 200):
    _with_choices(form, collections)
    answer = get_or_404(posts_visible_to(current_user), topic.accepted_post_id)
    return render(
        "discussions/ripening/ripening.html",
        status=status,
        topic=topic,
        form=form,
        readers={row.id: AUDIENCE_WORDS.get(kind, "") for row, kind in collections_written_by(current_user)},
        alike=possible_articles(current_user, answer),
        made=queries.articles_made_of(current_user, topic.id),
        **posts_choice(topic, form, f"/topics/{topic.id}/article"),
    )
