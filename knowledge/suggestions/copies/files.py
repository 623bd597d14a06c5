"""Images and files of copies: for their writer, and for who decides about a suggestion that shows them."""

from sqlalchemy import select

from knowledge.models import Article, ArticleFile
from knowledge.suggestions.copies.models import SuggestionCopy, SuggestionFile
from lms.access import STAFF
from lms.database import db, insert
from lms.files.holding import Holding
from lms.files.models import File
from lms.revisions.rendering import FILE_ADDRESS

COPY_FILES = Holding(SuggestionFile.copy_id, otherwise=STAFF)


def give_to_article(article: Article, body: str, *, author_id: int) -> None:
    """What the writer of a suggestion put into it belongs to the article too, for as far as `body` shows it."""
    given = db.session.execute(
        select(SuggestionFile.file_id, SuggestionFile.alt)
        .join(SuggestionCopy, SuggestionCopy.id == SuggestionFile.copy_id)
        .join(File, File.id == SuggestionFile.file_id)
        .where(SuggestionCopy.article_id == article.id, SuggestionCopy.draft_by == author_id)
        .where(File.key.in_(set(FILE_ADDRESS.findall(body))))
    ).all()
    for file_id, alt in given:
        row = insert(ArticleFile).values(article_id=article.id, file_id=file_id, alt=alt)
        db.session.execute(row.on_conflict_do_nothing(index_elements=["article_id", "file_id"]))
