"""Every SELECT about copies that are being changed: whose they are, and which of their files somebody fetches."""

from sqlalchemy import Select, and_, exists, or_, select

from knowledge.models import Article, ArticleRevision, Collection
from knowledge.suggestions.copies.models import SuggestionCopy, SuggestionFile
from knowledge.suggestions.models import Suggestion
from knowledge.writing.queries import is_written_by
from lms.access import Viewer, visible
from lms.database import db
from lms.files.models import File


def find_row(user_id: int, article_id: int, suggestion_id: int | None = None) -> SuggestionCopy | None:
    """The row of a person for an article, or for one suggestion of theirs; it may hold nothing that was not sent."""
    statement = select(SuggestionCopy).where(
        SuggestionCopy.draft_by == user_id,
        SuggestionCopy.article_id == article_id,
        SuggestionCopy.suggestion_id == suggestion_id,
    )
    return db.session.scalars(statement).one_or_none()


def find_copy(viewer: Viewer, article_id: int, suggestion_id: int | None = None) -> SuggestionCopy | None:
    """What this person changed and has not sent."""
    row = find_row(viewer.id, article_id, suggestion_id)
    return row if row is not None and row.is_unsent else None


def unsent_of(viewer: Viewer):
    """The copies this person has not sent, of articles they read, the last changed first."""
    return db.session.execute(
        select(
            SuggestionCopy.article_id, SuggestionCopy.suggestion_id, SuggestionCopy.draft_saved_at, Article.title,
            Article.language, Collection.title.label("collection_title"),
        )
        .join(Article, Article.id == SuggestionCopy.article_id)
        .join(Collection, Collection.id == Article.collection_id)
        .where(SuggestionCopy.draft_by == viewer.id, SuggestionCopy.is_unsent, visible(Article.audience_id, viewer))
        .where(Article.published_at.is_not(None), Article.archived_at.is_(None))
        .order_by(SuggestionCopy.draft_saved_at.desc(), SuggestionCopy.id)
    ).all()  # fmt: skip


def is_shown(copy: SuggestionCopy, key: str) -> bool:
    """Whether a copy that was not sent, a suggestion of its writer or a text of the article still shows this file."""
    address = f"/files/{key}/"
    texts = (
        select(SuggestionCopy.id).where(
            SuggestionCopy.draft_by == copy.draft_by,
            SuggestionCopy.article_id == copy.article_id,
            SuggestionCopy.draft_body.contains(address, autoescape=True),
        ),
        select(Suggestion.id).where(
            Suggestion.author_id == copy.draft_by,
            Suggestion.article_id == copy.article_id,
            Suggestion.body.contains(address, autoescape=True),
        ),
        select(ArticleRevision.id).where(
            ArticleRevision.article_id == copy.article_id, ArticleRevision.body.contains(address, autoescape=True)
        ),
    )
    return any(db.session.scalar(text.limit(1)) is not None for text in texts)


def files_of_suggestions(viewer: Viewer) -> Select:
    """What a person put into their copies, and what suggestions show that they decide about."""
    is_suggested = exists().where(
        Suggestion.article_id == SuggestionCopy.article_id,
        Suggestion.author_id == SuggestionCopy.draft_by,
        Suggestion.body.contains(File.key),
    )
    return (
        select(File)
        .join(SuggestionFile, SuggestionFile.file_id == File.id)
        .join(SuggestionCopy, SuggestionCopy.id == SuggestionFile.copy_id)
        .join(Article, Article.id == SuggestionCopy.article_id)
        .join(Collection, Collection.id == Article.collection_id)
        .where(File.deleted_at.is_(None), visible(Article.audience_id, viewer))
        .where(or_(SuggestionCopy.draft_by == (viewer.id or 0), and_(is_written_by(viewer), is_suggested)))
    )
