"""Pages of links: what leads to an article and where it leads, what to link to while writing, what leads nowhere, and dependencies."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from knowledge.links import actions, queries
from knowledge.links.forms import DependencyForm
from knowledge.links.outside import broken_outside, outside_of, unknown_titles
from knowledge.links.related import related_to
from knowledge.links.titles import titles_to_choose
from knowledge.policies import can_contribute, can_write
from knowledge.writing.queries import find_article
from knowledge.writing.screens import article_screen, written_article
from lms.access import require
from lms.pages import not_found, render, then_show
from lms.people.signing_in import ask_or_404, public

bp = Blueprint("links", __name__)
HERE = "knowledge.writing.edit_article"
LONGEST = 80  # characters of a title that is looked for


@bp.get("/articles/<int:article_id>/links")
@public
def show_links(article_id):
    article = find_article(current_user, article_id) or ask_or_404()
    leads_to = [link for link in queries.dependencies_of(current_user, article) if link.is_linked and link.title]
    body, status = render(
        "knowledge/links/links.html",
        fragments={"related"},
        article=article,
        collection=article.collection,
        linking=queries.linked_from(current_user, article_id),
        leads_to=leads_to,
        outside=outside_of(current_user, article_id),
        related=related_to(current_user, article),
    )
    return body, status, {"X-Robots-Tag": "noindex"}


@bp.get("/articles/<int:article_id>/links/suggestions")
def suggest(article_id):
    """A list to choose from while a title is typed after `[[`; empty when nothing fits."""
    article = find_article(current_user, article_id) or not_found()
    require(can_write(current_user, article.collection) or can_contribute(current_user, article))
    if request.args.get("beneath"):  # what stands under an article, and who reads it all reads what it leads to
        found = titles_to_choose(current_user, article.audience_id, _asked())
    else:
        found = queries.titles_to_link(current_user, article, _asked())
    return render("_suggestions.html", found=found)


@bp.get("/articles/<int:article_id>/links/choice")
def choose(article_id):
    """The same on a page of its own, to copy from."""
    article, asked = written_article(article_id), _asked()
    found = queries.titles_to_link(current_user, article, asked) if asked else []
    return render("knowledge/links/choice.html", article=article, asked=asked, found=found)


@bp.get("/knowledge/links")
def show_upkeep():
    require(current_user.has_role("author") or queries.writes_anywhere(current_user))
    return render(
        "knowledge/links/upkeep.html",
        titles=queries.broken_titles(current_user),
        addresses=queries.broken_addresses(current_user),
        outside=broken_outside(current_user),
        unknown=unknown_titles(current_user),
        orphans=queries.orphans(current_user),
    )


@bp.post("/articles/<int:article_id>/dependencies")
def depend(article_id):
    article, form = written_article(article_id), DependencyForm()
    if form.validate():
        kind, object_id = form.place
        if (kind, object_id) != ("article", article.id) and queries.is_there(current_user, kind, object_id):
            actions.depend(article, kind, object_id)
            return then_show(HERE, article_id=article_id, anchor="depends", toast=_("Kept."))
        form.address.errors = [_("There is nothing at this address that you can read, or it is this article itself.")]
    return article_screen(article, dependency_form=form, status=422)


@bp.post("/articles/<int:article_id>/dependencies/removal")
def depend_no_longer(article_id):
    article, form = written_article(article_id), DependencyForm()
    if not form.validate():
        return article_screen(article, dependency_form=form, status=422)
    actions.depend_no_longer(article, *form.place)
    return then_show(HERE, article_id=article_id, anchor="depends", toast=_("Removed."))


def _asked() -> str:
    return request.args.get("q", "").replace("\x00", "")[:LONGEST]
