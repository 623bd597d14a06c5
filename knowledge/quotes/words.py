"""What is said when a text shows words whose writers did not say yes to its readers."""

from flask_babel import gettext, ngettext

from knowledge.contributions.queries import kept_in
from knowledge.links.rendering import render_article
from knowledge.models import Article
from knowledge.quotes.marks import MARK
from knowledge.quotes.queries import not_given


def what_is_missing(article: Article, body: str | None) -> str:
    """Why this text cannot be published yet: quotes to which nobody says yes, or what was added for fewer readers."""
    if names := kept_in(article, body or ""):
        return gettext(
            "What %(names)s added was written for fewer readers than this article has. Take it out, or wait for a yes.",
            names=", ".join(names),
        )
    if "quote" not in (body or "").lower():
        return ""
    html = render_article(article, body).html
    numbers = not_given(article.id, html) if MARK in html else []
    if not numbers:
        return ""
    return ngettext(
        "The writer of quotation %(numbers)s has not said yes. Take it out, or wait.",
        "The writers of the quotations %(numbers)s have not said yes. Take them out, or wait.",
        len(numbers),
        numbers=", ".join(map(str, numbers)),
    )
