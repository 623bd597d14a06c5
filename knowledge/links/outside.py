"""What of the rooms above leads to articles: each tells the texts of its own, and readers find those they may read."""

from sqlalchemy import ColumnElement, Select, and_, case, delete, exists, func, or_, select
from sqlalchemy.orm import aliased

from knowledge.links.addresses import place_of
from knowledge.links.models import OutsideLink, OutsideReference
from knowledge.models import Article, Collection
from knowledge.writing.queries import is_written_by
from lms.access import ACADEMY, PUBLIC, Viewer, visible
from lms.database import db, insert
from lms.markup import addresses_in
from lms.search.models import SearchDocument

MOST = 100
_IN_FULL = or_(
    Article.audience_id.in_((PUBLIC, SearchDocument.audience_id)),
    and_(Article.audience_id == ACADEMY, SearchDocument.audience_id != PUBLIC),
)  # everybody who reads the text reads the article


def leads_to_articles(html: str) -> bool:
    """Whether it may; so that a text without such links costs no statement."""
    return "/articles/" in html


def follow_outside(kind: str, object_id: int, html: str) -> None:
    """The text of a lesson, topic or post, as search knows it, leads to these articles from now on."""
    places = (
        [place for address in addresses_in(html) if (place := place_of(address))] if leads_to_articles(html) else []
    )
    named = {number for place, number in places if place == "article"}
    of_text = (OutsideLink.kind == kind, OutsideLink.object_id == object_id)
    db.session.execute(delete(OutsideLink).where(*of_text))
    there = select(Article.id).where(Article.id.in_(sorted(named)))
    rows = (
        [{"kind": kind, "object_id": object_id, "article_id": number} for number in db.session.scalars(there)]
        if named
        else []
    )
    if rows:
        db.session.execute(insert(OutsideLink).values(rows).on_conflict_do_nothing())


def outside_of(viewer: Viewer, article_id: int):
    """(kind, title, url, language) of the lessons and conversations this person reads that lead to an article; lessons
    first, and of each the newest."""
    return db.session.execute(
        select(SearchDocument.kind, SearchDocument.title, SearchDocument.url, SearchDocument.language)
        .join(OutsideLink, _names(OutsideLink))
        .where(OutsideLink.article_id == article_id, visible(SearchDocument.audience_id, viewer))
        .order_by((SearchDocument.kind == "lesson").desc(), SearchDocument.at.desc(), SearchDocument.id)
        .limit(MOST)
    ).all()


def broken_outside(viewer: Viewer):
    """Lessons and conversations this person reads that lead to an article in the archive, and lessons that lead to one not all
    of their readers read; for who writes the article, and of lessons for authors. Its title is told to who reads it."""
    is_gone = or_(Article.published_at.is_(None), Article.archived_at.is_not(None), Collection.archived_at.is_not(None))
    is_lesson = SearchDocument.kind == "lesson"
    tends = and_(visible(Article.audience_id, viewer), is_written_by(viewer))
    return db.session.execute(
        _texts_of(viewer)
        .add_columns(
            OutsideLink.article_id,
            case(
                (
                    visible(Article.audience_id, viewer),
                    func.coalesce(func.nullif(Article.title, ""), Article.draft_title),
                ),
                else_="",
            ).label("words"),
            is_gone.label("is_gone"),
        )
        .join(OutsideLink, _names(OutsideLink))
        .join(Article, Article.id == OutsideLink.article_id)
        .join(Collection, Collection.id == Article.collection_id)
        .where(or_(is_gone, and_(is_lesson, ~_IN_FULL)), or_(tends, and_(is_lesson, viewer.has_role("author"))))
    ).all()


def unknown_titles(viewer: Viewer):
    """Lessons an author reads in which a title stands in brackets that no article all their readers read is called by."""
    if not viewer.has_role("author"):
        return []
    return db.session.execute(
        _texts_of(viewer)
        .add_columns(OutsideReference.title.label("words"))
        .join(OutsideReference, _names(OutsideReference))
        .where(OutsideReference.kind == "lesson", OutsideReference.target_id.is_(None))
    ).all()


def _texts_of(viewer: Viewer) -> Select:
    """A lesson in two languages is one."""
    first = aliased(SearchDocument)
    is_again = exists().where(
        first.kind == SearchDocument.kind, first.object_id == SearchDocument.object_id, first.id < SearchDocument.id
    )
    return (
        select(SearchDocument.kind, SearchDocument.title, SearchDocument.url, SearchDocument.language)
        .where(visible(SearchDocument.audience_id, viewer), ~is_again)
        .order_by((SearchDocument.kind == "lesson").desc(), func.lower(SearchDocument.title), SearchDocument.id)
        .limit(MOST)
    )


def _names(table) -> ColumnElement:
    return and_(table.kind == SearchDocument.kind, table.object_id == SearchDocument.object_id)
