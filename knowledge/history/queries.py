"""Every SELECT about what was kept of an article."""

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import aliased

from knowledge.contributions.models import Contribution
from knowledge.models import Article, ArticleRevision
from knowledge.suggestions.models import Suggestion
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import User


def revisions_visible_to(viewer: Viewer, article: Article, *, writes: bool) -> Select:
    """Writers know every text that was kept; readers what was published to them, and what they read now."""
    statement = select(ArticleRevision).where(ArticleRevision.article_id == article.id)
    if writes:
        return statement
    was_theirs = visible(ArticleRevision.audience_id, viewer) & ArticleRevision.published_at.is_not(None)
    return statement.where(or_(was_theirs, ArticleRevision.id == article.revision_id))


def find_revisions(viewer: Viewer, article: Article, *, writes: bool):
    """(number, title, why, published_at, author_name, contributor_name, words_by) of each revision, newest first.

    A text nobody read was set aside `for_suggestion` when what was made of a suggestion was kept at the same moment."""
    contributor, giver, following = aliased(User), aliased(User), aliased(ArticleRevision)
    words_by = (
        select(func.aggregate_strings(giver.name, ", "))
        .join(Contribution, Contribution.author_id == giver.id)
        .where(Contribution.taken_id == ArticleRevision.id)
        .scalar_subquery()
    )
    merged_next = (
        exists()
        .where(following.article_id == ArticleRevision.article_id, following.number == ArticleRevision.number + 1)
        .where(following.kept_at == ArticleRevision.kept_at)
        .where(select(Suggestion.id).where(Suggestion.merged_id == following.id).exists())
    )
    statement = (
        revisions_visible_to(viewer, article, writes=writes)
        .with_only_columns(
            ArticleRevision.id,
            ArticleRevision.number,
            ArticleRevision.title,
            ArticleRevision.why,
            ArticleRevision.kept_at,
            ArticleRevision.published_at,
            User.name.label("author_name"),
            contributor.name.label("contributor_name"),
            words_by.label("words_by"),
            merged_next.label("for_suggestion"),
        )
        .outerjoin(Suggestion, Suggestion.merged_id == ArticleRevision.id)
        .outerjoin(contributor, contributor.id == Suggestion.author_id)
        .outerjoin(User, User.id == ArticleRevision.kept_by)
        .order_by(ArticleRevision.number.desc())
    )
    return db.session.execute(statement).all()


def find_revision(viewer: Viewer, article: Article, number: int, *, writes: bool) -> ArticleRevision | None:
    statement = revisions_visible_to(viewer, article, writes=writes).where(ArticleRevision.number == number)
    return db.session.scalars(statement).one_or_none()
