"""Every SELECT about suggestions: whom they are visible to, the lists of each side, and what happened to one."""

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import contains_eager

from knowledge.models import Article, ArticleRevision, Collection
from knowledge.suggestions.copies.models import SuggestionCopy
from knowledge.suggestions.models import OPEN, Suggestion, SuggestionEvent
from knowledge.writing.queries import is_written_by
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import RoleGrant, User
from lms.people.queries import name_of

MOST = 100
ASKING = ("suggested", "changed", "open")  # the events that ask who writes the article for something


def suggestions_visible_to(viewer: Viewer) -> Select:
    """Their author's and who writes in the collection; each with its article and collection."""
    return (
        select(Suggestion)
        .join(Suggestion.article)
        .join(Article.collection)
        .options(contains_eager(Suggestion.article).contains_eager(Article.collection))
        .where(visible(Article.audience_id, viewer), _is_theirs(viewer))
    )


def suggestions_of(viewer: Viewer):
    """What this person suggested, the newest first."""
    return db.session.execute(
        _rows(viewer).where(Suggestion.author_id == (viewer.id or 0)).order_by(Suggestion.id.desc()).limit(MOST)
    ).all()


def suggestions_for(viewer: Viewer, article_id: int):
    """Of one article: a writer sees all, a member their own; those that wait first."""
    return db.session.execute(
        _rows(viewer)
        .where(Suggestion.article_id == article_id, _is_theirs(viewer))
        .order_by(Suggestion.state.in_(OPEN).desc(), Suggestion.id.desc())
        .limit(MOST)
    ).all()


def has_suggested(viewer: Viewer) -> bool:
    """Whether this person suggested something, or began to."""
    if viewer.is_anonymous:
        return False
    sent = exists().where(Suggestion.author_id == viewer.id)
    unsent = exists().where(SuggestionCopy.draft_by == viewer.id, SuggestionCopy.is_unsent)
    return bool(db.session.scalar(select(or_(sent, unsent))))


def waiting_for(viewer: Viewer):
    """The suggestions this person can decide about, those that wait longest first."""
    return db.session.execute(
        _rows(viewer)
        .where(Suggestion.state == "open", is_written_by(viewer))
        .order_by(Suggestion.changed_at, Suggestion.id)
        .limit(MOST)
    ).all()


def events_of(suggestion: Suggestion):
    """What happened and was said, in order."""
    return db.session.execute(
        select(
            SuggestionEvent.id, SuggestionEvent.kind, SuggestionEvent.words, SuggestionEvent.by, SuggestionEvent.at,
            User.name.label("by_name"),
        )
        .join(User, User.id == SuggestionEvent.by)
        .where(SuggestionEvent.suggestion_id == suggestion.id)
        .order_by(SuggestionEvent.id)
    ).all()  # fmt: skip


def asking_events(suggestion_id: int) -> list[int]:
    asking = select(SuggestionEvent.id).where(
        SuggestionEvent.suggestion_id == suggestion_id, SuggestionEvent.kind.in_(ASKING)
    )
    return list(db.session.scalars(asking))


def last_by(suggestion_id: int) -> str:
    """Who changed it or decided about it last."""
    return db.session.scalar(
        select(User.name)
        .join(SuggestionEvent, SuggestionEvent.by == User.id)
        .where(SuggestionEvent.suggestion_id == suggestion_id, SuggestionEvent.kind != "said")
        .order_by(SuggestionEvent.id.desc())
        .limit(1)
    )


def name_of_author(suggestion: Suggestion) -> str:
    return name_of(suggestion.author_id)


def get_revision(revision_id: int) -> ArticleRevision:
    return db.session.get_one(ArticleRevision, revision_id)


def who_decides(article: Article) -> list:
    """(id, locale) of who hears of suggestions: whoever the collection belongs to; where nobody does, the editors."""
    owner = select(Collection.owner_id).where(Collection.id == article.collection_id).scalar_subquery()
    people = select(User.id, User.locale).where(User.is_active)
    found = db.session.execute(people.where(User.id == owner)).all()
    return found or db.session.execute(people.where(_is_editor(User.id))).all()


def find_base(revisions: Select, revision_id: int | None) -> ArticleRevision | None:
    """The published text a copy began with, among those its writer reads."""
    published = revisions.where(ArticleRevision.id == revision_id, ArticleRevision.published_at.is_not(None))
    return db.session.scalars(published).one_or_none()


def known_to(user_id: int, suggestion_ids) -> set[int]:
    """Of these suggestions those a person may still read."""
    return set(
        db.session.scalars(
            select(Suggestion.id)
            .join(Suggestion.article)
            .join(Article.collection)
            .where(Suggestion.id.in_(list(suggestion_ids)))
            .where(or_(Suggestion.author_id == user_id, Collection.owner_id == user_id, _is_editor(user_id)))
        )
    )


def _rows(viewer: Viewer) -> Select:
    return (
        select(
            Suggestion.id, Suggestion.why, Suggestion.state, Suggestion.made_at, Suggestion.changed_at,
            Suggestion.article_id, Article.title, Article.language, Collection.title.label("collection_title"),
            User.name.label("author_name"), (Suggestion.revision_id != Article.revision_id).label("has_moved_on"),
        )
        .join(Article, Article.id == Suggestion.article_id)
        .join(Collection, Collection.id == Article.collection_id)
        .join(User, User.id == Suggestion.author_id)
        .where(visible(Article.audience_id, viewer))
    )  # fmt: skip


def _is_theirs(viewer: Viewer):
    return or_(Suggestion.author_id == (viewer.id or 0), is_written_by(viewer))


def _is_editor(user_id):
    return exists().where(RoleGrant.user_id == user_id, RoleGrant.role.in_(("editor", "admin")))
