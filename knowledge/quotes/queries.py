"""Every SELECT about quotes: those of an article, and those a reader of it is shown."""

from dataclasses import dataclass

from sqlalchemy import select

from knowledge.models import Article
from knowledge.quotes.marks import numbers_in
from knowledge.quotes.models import ArticleQuote
from lms.access import PUBLIC, Viewer, visible
from lms.database import db
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class Quote:
    """Without words it waits for its writer's yes, or lost it."""

    number: int
    title: str
    words: str
    name: str | None

    @property
    def paragraphs(self) -> list[str]:
        return [paragraph for paragraph in self.words.split("\n\n") if paragraph]


def quotes_of(article_id: int) -> list[Quote]:
    """Every quote of an article, for those who write it."""
    return _quotes(ArticleQuote.article_id == article_id)


def quotes_shown(viewer: Viewer, article_id: int, html: str) -> dict[int, Quote]:
    """Number → the quote, of those the text shows and whose writers said yes to this reader."""
    numbers = numbers_in(html)
    if not numbers:
        return {}
    given = (ArticleQuote.words != "", visible(ArticleQuote.audience_id, viewer))
    found = _quotes(ArticleQuote.article_id == article_id, ArticleQuote.number.in_(numbers), *given)
    return {quote.number: quote for quote in found}


def words_found(article: Article) -> str:
    """What search knows of the quotes of a published text: only what all of its readers are shown."""
    numbers = numbers_in(article.html)
    if not numbers:
        return ""
    found = _quotes(
        ArticleQuote.article_id == article.id,
        ArticleQuote.number.in_(numbers),
        ArticleQuote.audience_id.in_({article.audience_id, PUBLIC}),
    )
    return " ".join(f"{quote.title} {quote.words}".strip() for quote in found if quote.words)


def not_given(article_id: int, html: str) -> list[int]:
    """The numbers of the quotes a text shows to which no writer says yes, or that do not exist."""
    numbers = numbers_in(html)
    given = {quote.number for quote in quotes_of(article_id) if quote.words} if numbers else set()
    return [number for number in numbers if number not in given]


def _quotes(*which) -> list[Quote]:
    statement = (
        select(ArticleQuote.number, ArticleQuote.title, ArticleQuote.words, User.name)
        .outerjoin(User, User.id == ArticleQuote.person_id)
        .where(*which)
        .order_by(ArticleQuote.number)
    )
    return [Quote(*row) for row in db.session.execute(statement)]
