"""Every write of quotes: making place for them, and following what their writers say."""

from dataclasses import dataclass

from flask_babel import force_locale, gettext
from sqlalchemy import select

from knowledge import indexing
from knowledge.actions import publish_beside_draft
from knowledge.models import Article, ArticleRevision, Collection
from knowledge.quotes.marks import without_marks
from knowledge.quotes.models import ArticleQuote
from knowledge.quotes.notices import tell_writers
from lms.database import db
from lms.revisions import drafts


@dataclass(frozen=True, slots=True)
class Given:
    """The words somebody says yes to, and who they are where they gave their name."""

    title: str
    words: str
    person_id: int | None


def make_place_for(article: Article, number: int, *, audience_id: int) -> None:
    """A quote without words: they come when their writer says yes to these readers."""
    db.session.add(ArticleQuote(article_id=article.id, number=number, audience_id=audience_id))
    db.session.flush()


def settle_quotes(article_id: int, given: dict[int, Given], *, at=None) -> None:
    """Bring the quotes of an article up to date with what their writers say: number → what is given.

    One that is no longer given leaves the draft, and the published text in a revision of its own; its words never stood in
    either. Who writes the article hears of it."""
    article = drafts.locked(db.session.get_one(Article, article_id))
    quotes = db.session.scalars(select(ArticleQuote).where(ArticleQuote.article_id == article_id)).all()
    came, lost = [], []
    for quote in quotes:
        words = given.get(quote.number, Given("", "", None))
        if words.words and not quote.words:
            came.append(quote.number)
        elif quote.words and not words.words:
            lost.append(quote.number)
        quote.title, quote.words, quote.person_id = words.title, words.words, words.person_id
    db.session.flush()
    if lost:
        _take_out(article, lost)
    indexing.settle_article(article, db.session.get_one(Collection, article.collection_id))
    tell_writers(article, came=came, lost=lost, at=at)


def _take_out(article: Article, numbers: list[int]) -> None:
    """Who writes keeps what they wrote; an open editor is told, as by any change from elsewhere, that its text is older."""
    draft = {name: getattr(article, f"draft_{name}") for name in ("title", "summary", "body")}
    kept = draft | {"body": without_marks(draft["body"], numbers)}
    revision = db.session.get(ArticleRevision, article.revision_id) if article.revision_id else None
    body = without_marks(revision.body, numbers) if revision else ""
    former = article.draft_by
    if revision and body != revision.body:
        words = {"title": revision.title, "summary": revision.summary, "body": body}
        with force_locale(article.language):
            why = gettext("A quotation was taken back by its writer.")
        publish_beside_draft(article, words, by=None, why=why, draft=kept)
    elif kept != draft:
        drafts.replace(article, kept, by=None)
    article.draft_by = former
    db.session.flush()
