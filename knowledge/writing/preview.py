"""A draft in the layout of the reader: the same page, made of what is not published yet."""

from types import SimpleNamespace

from knowledge.links.rendering import render_article, shown_to
from knowledge.models import Article
from knowledge.quotes.showing import with_quotes
from lms.access import Viewer, audience_of
from lms.markup import Heading, stored
from lms.people.queries import name_of


def preview_context(article: Article, viewer: Viewer) -> dict:
    """What knowledge/article.html shows, with the draft in place of the published words."""
    rendered = render_article(article, article.draft_body)
    collection = article.collection
    shown = SimpleNamespace(
        id=article.id,
        collection_id=collection.id,
        collection_title=collection.title,
        openness=collection.openness,
        audience_kind=audience_of(article.audience_id).kind,
        language=article.language,
        title=article.draft_title,
        summary=article.draft_summary,
        author_name=name_of(article.created_by),
        owner_name=name_of(article.owner_id),
        updated_at=article.draft_saved_at,
        pair_id=None,
        obsolete_at=None,
        verified_until=None,
    )
    return {
        "article": shown,
        "contributors": [],
        "headings": contents(rendered.headings),
        "html": stored(with_quotes(shown_to(viewer, rendered.html), article.id, viewer, tells_missing=True)),
    }


def contents(headings) -> list[Heading]:
    """The headings that stand beside the text: two levels, the first of them unindented."""
    found = [Heading(*heading) if isinstance(heading, list) else heading for heading in headings]
    return [heading for heading in found if heading.level <= 3]
