"""The editor of an article, as every route of it shows it again."""

import secrets
from functools import partial

from flask import url_for
from flask_login import current_user

from knowledge.links import queries as links
from knowledge.links.forms import DependencyForm
from knowledge.links.rendering import render_article, shown_to
from knowledge.models import Article
from knowledge.policies import can_publish, can_return, can_write
from knowledge.quotes.queries import quotes_of
from knowledge.quotes.showing import with_quotes
from knowledge.reviews.comments.queries import count_open
from knowledge.reviews.queries import find_open
from knowledge.scheduling.queries import find_open as find_schedule
from knowledge.scheduling.words import in_academy
from knowledge.stories.queries import find_hiding
from knowledge.uploads.files import ARTICLE_FILES
from knowledge.writing import queries
from knowledge.writing.forms import ArticleForm, PairForm, TranslationForm
from lms.access import audience_of, get_or_404, require
from lms.files.forms import UploadForm
from lms.forms import choices_of
from lms.languages import NAMES
from lms.markup import stored
from lms.pages import render
from lms.revisions.drafts import saved_at


def written_article(article_id: int) -> Article:
    """The article, for somebody who writes it; its collection is loaded with it."""
    article = get_or_404(queries.articles_found_by(current_user), article_id)
    require(can_write(current_user, article.collection))
    return article


def article_screen(
    article: Article, *, form=None, upload=None, pair_form=None, dependency_form=None, status: int = 200
):  # fmt: skip
    """Source, preview and settings. `form` holds what was sent and could not be used."""
    form = form or draft_form(article)
    pair, rendered = queries.find_pair(article), render_article(article, form.body.data or "")
    plan = find_schedule(article.id)
    hiding = find_hiding(article.id) if article.archived_at else None
    return render(
        "knowledge/writing/article.html",
        status=status,
        article=article,
        collection=article.collection,
        form=form,
        upload=upload or UploadForm(formdata=None),
        files=ARTICLE_FILES.files_of(article),
        upload_url=url_for("knowledge.uploads.add_files", article_id=article.id),
        remove_url=partial(url_for, "knowledge.uploads.remove_file", article_id=article.id),
        preview=stored(
            with_quotes(shown_to(current_user, rendered.html), article.id, current_user, tells_missing=True)
        ),
        quotes=quotes_of(article.id),
        unknown_titles=links.titles_without_article(current_user, article, rendered.titles),
        reads=audience_of(article.audience_id),
        saved_at=saved_at(article),
        is_new=queries.differs(article),
        dependencies=links.dependencies_of(current_user, article),
        dependency_form=dependency_form or DependencyForm(formdata=None),
        review=find_open(article.id),
        open_comments=count_open(article.id),
        planned=in_academy(plan.due_at) if plan else "",
        misses=queries.find_misses_of(article),
        pair=pair,
        pair_form=pair_form or (None if pair else fill_pair_form(article, PairForm(formdata=None))),
        translation_form=None if pair else missing_language(article),
        can_publish=can_publish(current_user, article, article.collection),
        can_return=can_return(current_user, article, article.collection) and hiding is None,
        hiding=hiding,
    )


def draft_form(article: Article) -> ArticleForm:
    """The form filled with the draft as it is kept."""
    return ArticleForm(
        formdata=None,
        data={
            "title": article.draft_title,
            "summary": article.draft_summary,
            "body": article.draft_body,
            "version": article.draft_version,
            "draft_key": secrets.token_urlsafe(12),
        },
    )


def fill_pair_form(article: Article, form: PairForm) -> PairForm:
    form.article.choices = choices_of(queries.find_possible_pairs(article))
    return form


def missing_language(article: Article) -> TranslationForm:
    """The languages the article is not written in."""
    form = TranslationForm(formdata=None)
    return with_languages(article, form)


def with_languages(article: Article, form: TranslationForm) -> TranslationForm:
    form.language.choices = choices_of((code, name) for code, name in NAMES.items() if code != article.language)
    return form
