"""What is said when a text shows quotes that are not given."""

from flask_babel import ngettext

from knowledge.links.rendering import render_article
from knowledge.models import Article
from knowledge.quotes.marks import MARK
from knowledge.quotes.queries import not_given


def what_is_missing(article: Article, body: str | None) -> str:
    """Why this text cannot be published yet: quotes to which nobody says yes; else nothing."""
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
