"""From the Markdown of an article to its HTML, with the links it makes by title; and what of them a reader is shown."""

from collections.abc import Collection

from knowledge.links import queries
from knowledge.links.addresses import place_of, title_key
from knowledge.models import Article
from lms.access import Viewer
from lms.markup import Rendered, addresses_in, unlinked
from lms.markup.spans import TITLED
from lms.revisions.rendering import render_text


def render_article(article: Article, body: str) -> Rendered:
    """The text with every link whose title is known, whoever may follow it: `readable` and `shown_to` take out the others."""
    targets = queries.targets_of(article, {title_key(title) for title, _words in TITLED.findall(body)})

    def titled(title: str) -> str | None:
        target = targets.get(title_key(title))
        return f"/articles/{target}" if target else None

    return render_text(body, article.language, profile="article", titled=titled)


def shown_to(viewer: Viewer, html: str) -> str:
    """A text that is not published, as this person would read it: what leads where they read nothing is only words."""
    places = {place for address in addresses_in(html) if (place := place_of(address))}
    return readable(html, places - queries.places_shown_to(viewer, places))


def readable(html: str, hidden: Collection[tuple[str, int]]) -> str:
    """The text without the links to what its reader may not see; nothing tells that they were there."""
    return unlinked(html, lambda address: place_of(address) in hidden) if hidden else html
