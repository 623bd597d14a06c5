"""Taking away what an import made: articles nobody has used, with their texts, files and links, and their collections."""

from sqlalchemy import delete, or_, select, update

from knowledge.interchange.models import ArticleImport
from knowledge.links.models import ArticleLink, ArticleReference, ArticleTitle
from knowledge.models import Article, ArticleFile, ArticleRevision, Collection
from knowledge.showing import show_again
from knowledge.uploads.files import ARTICLE_FILES
from lms.access import STAFF
from lms.database import db, now
from lms.files.models import File
from lms.search import actions as search


def remove_made(row: ArticleImport) -> None:
    """Remove what this import made; IntegrityError when something of somebody's holds on to it."""
    made, collections = row.made.get("articles", []), row.made.get("collections", [])
    _give_words_back(row)
    if made:
        _remove_articles(made)
    if collections:
        which = ArticleImport.collection_id.in_(collections)
        db.session.execute(update(ArticleImport).where(which).values(collection_id=None))
        for collection_id in reversed(collections):  # those within come after what they stand in
            db.session.execute(delete(Collection).where(Collection.id == collection_id))
    row.made = {}
    db.session.flush()
    db.session.expire_all()


def _remove_articles(made: list[int]) -> None:
    for article_id in made:
        search.remove("article", article_id)
    paired = or_(Article.id.in_(made), Article.pair_id.in_(made))
    db.session.execute(update(Article).where(paired).values(pair_id=None))
    _let_files_go(made)
    waiting = _let_titles_go(made)
    for table in (ArticleLink, ArticleReference):
        db.session.execute(delete(table).where(table.article_id.in_(made)))
    db.session.execute(update(Article).where(Article.id.in_(made)).values(revision_id=None))
    db.session.execute(delete(ArticleRevision).where(ArticleRevision.article_id.in_(made)))
    db.session.execute(delete(Article).where(Article.id.in_(made)))
    for article in waiting:
        show_again(article)


def _let_files_go(made: list[int]) -> None:
    """Files only these articles hold are no longer served; others stay for those who show them too."""
    held = set(db.session.scalars(select(ArticleFile.file_id).where(ArticleFile.article_id.in_(made))))
    others = select(ArticleFile.file_id).where(ArticleFile.file_id.in_(held), ArticleFile.article_id.not_in(made))
    shared = set(db.session.scalars(others))
    gone = File.id.in_(held - shared)
    db.session.execute(update(File).where(gone).values(deleted_at=now(), audience_id=STAFF))
    db.session.execute(delete(ArticleFile).where(ArticleFile.article_id.in_(made)))
    ARTICLE_FILES.settle(shared)


def _let_titles_go(made: list[int]) -> list[Article]:
    """Nobody has their titles any more; the texts that named them."""
    db.session.execute(delete(ArticleTitle).where(ArticleTitle.article_id.in_(made)))
    named = ArticleReference.target_id.in_(made), ArticleReference.article_id.not_in(made)
    which = select(ArticleReference.article_id).where(*named)
    waiting = list(db.session.scalars(select(Article).where(Article.id.in_(which), Article.revision_id.is_not(None))))
    db.session.execute(update(ArticleReference).where(ArticleReference.target_id.in_(made)).values(target_id=None))
    return waiting


def _give_words_back(row: ArticleImport) -> None:
    """A collection that had no words of its own before has none again, unless somebody chose others."""
    collection = db.session.get(Collection, row.collection_id) if row.collection_id else None
    if collection and row.made.get("summary", "") == collection.summary != "":
        collection.summary, collection.version = "", collection.version + 1
