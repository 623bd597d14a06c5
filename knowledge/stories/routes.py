"""Pages of stories: all of them, those of one person, a new one, featuring, and what is reported."""

from flask import Blueprint, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from knowledge.models import Article, Collection
from knowledge.queries import collections_visible_to
from knowledge.stories import actions, policies, queries
from knowledge.stories.forms import FeatureForm, HideForm, ReportForm, StoryForm
from knowledge.stories.screens import moderated, moderation_page
from knowledge.writing.queries import find_own_work
from lms.access import ACADEMY, get_or_404, require
from lms.forms import act_once, choices_of
from lms.pages import number, render, then_show
from lms.people.profiles.queries import people_visible_to

bp = Blueprint("stories", __name__)


@bp.get("/stories")
def show_stories():
    before = request.args.get("before", type=number)
    rows, has_more = queries.page_of(current_user, before=before)
    here = url_for("knowledge.stories.show_stories")
    return render(
        "knowledge/stories/stories.html",
        stories=rows,
        waiting=queries.waiting_for(current_user),
        newest=here if before else "",
        older=f"{here}?before={rows[-1].id}" if has_more else "",
    )


@bp.get("/people/<int:user_id>/stories")
def show_stories_of(user_id):
    person = get_or_404(people_visible_to(current_user), user_id)
    before = request.args.get("before", type=number)
    rows, has_more = queries.page_of(current_user, writer_id=person.id, before=before)
    here = url_for("knowledge.stories.show_stories_of", user_id=person.id)
    return render(
        "knowledge/stories/person.html",
        person=person,
        stories=rows,
        work=find_own_work(current_user) if person.id == current_user.id and not before else [],
        newest=here if before else "",
        older=f"{here}?before={rows[-1].id}" if has_more else "",
    )


@bp.get("/stories/new")
def new_story():
    return _new_page(StoryForm(formdata=None, language=str(get_locale())))


@bp.post("/stories/new")
def begin_story():
    form = StoryForm()
    form.readers.choices = _readers()
    if not form.validate():
        return _new_page(form, status=422)
    act_once(form, current_user)
    words = {"title": form.title.data, "language": form.language.data}
    article = actions.begin_story(**words, audience_id=form.readers.data, by=current_user)
    return then_show("knowledge.writing.edit_article", article_id=article.id)


@bp.post("/stories/<int:story_id>/features")
def feature(story_id):
    article, collection = _featured(story_id)
    actions.feature(article, collection, by=current_user)
    toast = _("Shown in “%(title)s”. The writer hears of it.", title=collection.title)
    return then_show("knowledge.show_article", article_id=story_id, toast=toast)


@bp.post("/stories/<int:story_id>/features/removal")
def feature_no_longer(story_id):
    article, collection = _featured(story_id)
    actions.feature_no_longer(article, collection)
    toast = _("No longer shown in “%(title)s”.", title=collection.title)
    return then_show("knowledge.show_article", article_id=story_id, toast=toast)


@bp.get("/stories/<int:story_id>/report")
def new_report(story_id):
    article = _reported(story_id)
    own = queries.find_own_report(current_user, story_id)
    return _report_page(article, ReportForm(formdata=None, sentence=own.sentence if own else ""))


@bp.post("/stories/<int:story_id>/report")
def report(story_id):
    article, form = _reported(story_id), ReportForm()
    if not form.validate():
        return _report_page(article, form, status=422)
    act_once(form, current_user)
    actions.report(article, form.sentence.data, by=current_user)
    return then_show(
        "knowledge.show_article", article_id=story_id, toast=_("Thank you. Somebody will look at it.")
    )  # fmt: skip


@bp.get("/stories/<int:story_id>/moderation")
def show_moderation(story_id):
    return moderation_page(moderated(story_id))


@bp.post("/stories/<int:story_id>/reports/settlement")
def settle_reports(story_id):
    actions.settle_reports(moderated(story_id), by=current_user)
    return _decided(story_id, _("Noted. The story stays."))


@bp.post("/stories/<int:story_id>/hiding")
def hide(story_id):
    article, form = moderated(story_id), HideForm()
    if not form.validate():
        return moderation_page(article, form=form, status=422)
    act_once(form, current_user)
    try:
        actions.hide(article, form.reason.data, by=current_user)
    except actions.Moved:
        return moderation_page(moderated(story_id), typed=form.reason.data, status=409)
    return _decided(story_id, _("Hidden. Its writer reads why."))


@bp.post("/stories/<int:story_id>/showing")
def show_again(story_id):
    article = moderated(story_id)
    try:
        actions.show_again(article, by=current_user)
    except actions.Moved:
        return moderation_page(moderated(story_id), status=409)
    return _decided(story_id, _("It is shown again."))


def _new_page(form: StoryForm, status: int = 200):
    form.readers.choices = _readers()
    return render("knowledge/stories/new.html", status=status, form=form)


def _readers():
    return choices_of(
        (
            group.id,
            _("Everyone in the academy") if group.id == ACADEMY else _("The people of %(name)s", name=group.name),
        )
        for group in queries.readers_to_choose(current_user)
    )


def _featured(story_id: int) -> tuple[Article, Collection]:
    article = get_or_404(queries.stories_visible_to(current_user), story_id)
    form = FeatureForm()
    collection = get_or_404(collections_visible_to(current_user), form.collection.data or 0)
    require(policies.can_feature(current_user, collection))
    return article, collection


def _reported(story_id: int) -> Article:
    article = get_or_404(queries.stories_visible_to(current_user), story_id)
    require(policies.can_report(current_user, article))
    return article


def _report_page(article: Article, form: ReportForm, status: int = 200):
    return render("knowledge/stories/report.html", status=status, article=article, form=form)


def _decided(story_id: int, toast: str):
    return then_show("knowledge.stories.show_moderation", story_id=story_id, toast=toast)
