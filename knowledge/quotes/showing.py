"""A text with its quotes, each where the text puts it."""

from flask import render_template

from knowledge.links.rendering import render_article, shown_to
from knowledge.models import Article
from knowledge.quotes.marks import MARK, PLACE
from knowledge.quotes.queries import quotes_shown
from lms.access import Viewer


def with_quotes(html: str, article_id: int, viewer: Viewer, *, tells_missing: bool = False) -> str:
    """What this reader sees; to writers, `tells_missing`: also where a quote waits for its writer's yes."""
    if MARK not in html:
        return html
    quotes = quotes_shown(viewer, article_id, html)

    def shown(place) -> str:
        quote = quotes.get(int(place[1]))
        if quote is None and not tells_missing:
            return ""
        return render_template("knowledge/quotes/_quote.html", quote=quote, number=int(place[1]))

    return PLACE.sub(shown, html)


def shown_draft(article: Article, body: str, viewer: Viewer, *, tells_missing: bool = True) -> str:
    """A text that is not published as this person would read it, with its quotes."""
    html = shown_to(viewer, render_article(article, body).html)
    return with_quotes(html, article.id, viewer, tells_missing=tells_missing)
