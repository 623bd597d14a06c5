"""The statement of the page of an article, built once; and what it holds to be called published."""

from sqlalchemy import String, and_, bindparam, cast, exists, func, or_, select
from sqlalchemy.orm import aliased

from knowledge.contributions.models import Contribution
from knowledge.doubts.models import Doubt
from knowledge.giving import given_to
from knowledge.links.models import ArticleLink, OutsideLink
from knowledge.models import Article, ArticleRevision, ArticleVote, Collection
from knowledge.quotes.models import ArticleQuote
from knowledge.suggestions.copies.models import SuggestionCopy
from knowledge.suggestions.models import OPEN, Suggestion
from knowledge.verification.models import Verification, Verifier
from lms.access import Audience
from lms.people.models import User
from lms.search.models import SearchDocument

MOST_NAMED = 20  # contributors of an article, under its title
MOST_LINKING = 8  # of the articles that lead to one, on its page; its page of links has them all

IS_READ = (Article.published_at.is_not(None), Article.archived_at.is_(None))
_author, _owner, _pair, _verifier = aliased(User), aliased(User), aliased(Article), aliased(User)
_above = aliased(Collection)
_verified = aliased(ArticleRevision)
_me = bindparam("user_id")
_own_audiences = bindparam("audiences", expanding=True)
# Gathered into text, so that the page stays one statement.
_hidden_places = (
    select(func.aggregate_strings(ArticleLink.kind + ":" + cast(ArticleLink.object_id, String), " "))
    .where(
        ArticleLink.article_id == bindparam("article_id"),
        ArticleLink.is_linked,
        ~exists().where(
            SearchDocument.kind == ArticleLink.kind,
            SearchDocument.object_id == ArticleLink.object_id,
            SearchDocument.audience_id.in_(_own_audiences),
        ),
    )
    .scalar_subquery()
)
_other = aliased(Article)
_first_linking = (
    select((cast(_other.id, String) + " " + _other.language + " " + _other.title).label("line"))
    .join(ArticleLink, ArticleLink.article_id == _other.id)
    .where(ArticleLink.kind == "article", ArticleLink.object_id == bindparam("article_id"), ArticleLink.is_linked)
    .where(_other.audience_id.in_(_own_audiences), _other.published_at.is_not(None), _other.archived_at.is_(None))
    .order_by(func.lower(_other.title), _other.id)
    .limit(MOST_LINKING)
    .subquery()
)
_linking = select(func.aggregate_strings(_first_linking.c.line, "\n")).scalar_subquery()
_lesson = aliased(SearchDocument)
# A lesson in two languages is one: by the title it had first.
_first_lessons = (
    select((cast(_lesson.object_id, String) + " " + _lesson.language + " " + _lesson.title).label("line"))
    .where(
        _lesson.id.in_(
            select(func.min(SearchDocument.id))
            .join(
                OutsideLink,
                and_(OutsideLink.kind == SearchDocument.kind, OutsideLink.object_id == SearchDocument.object_id),
            )
            .where(OutsideLink.article_id == bindparam("article_id"), OutsideLink.kind == "lesson")
            .where(SearchDocument.audience_id.in_(_own_audiences))
            .group_by(SearchDocument.object_id)
        )
    )
    .order_by(func.lower(_lesson.title), _lesson.id)
    .limit(MOST_LINKING)
    .subquery()
)
_lessons = select(func.aggregate_strings(_first_lessons.c.line, "\n")).scalar_subquery()
_given = given_to(bindparam("article_id"))
_merged = (
    select(User.name)
    .join(_given, _given.c.author_id == User.id)
    .group_by(User.id, User.name)
    .order_by(func.min(_given.c.revision_id))
    .limit(MOST_NAMED)
    .subquery()
)
_contributors = select(func.aggregate_strings(_merged.c.name, "\n")).scalar_subquery()
_suggested = select(func.count()).where(Suggestion.article_id == bindparam("article_id"), Suggestion.state.in_(OPEN))
_contributed = select(func.count()).where(
    Contribution.article_id == bindparam("article_id"),
    Contribution.state == "shown",
    or_(Contribution.audience_id.in_(_own_audiences), Contribution.author_id == _me),
)
ARTICLE_PAGE = (
    select(
        *(
            getattr(Article, name)
            for name in (
                "id",
                "collection_id",
                "audience_id",
                "language",
                "revision_id",
                "title",
                "summary",
                "html",
                "headings",
                "blocks",
                "created_by",
                "owner_id",
                "published_at",
                "updated_at",
                "helped_count",
                "not_helped_count",
                "verified_at",
                "verified_until",
                "is_changed_since",
                "obsolete_at",
                "due_at",
            )
        ),
        Collection.title.label("collection_title"),
        Collection.openness,
        Collection.owner_id.label("collection_owner_id"),
        Collection.is_personal,
        _above.id.label("above_id"),
        _above.title.label("above_title"),
        Audience.kind.label("audience_kind"),
        Audience.name.label("audience_name"),
        _author.name.label("author_name"),
        _owner.name.label("owner_name"),
        ArticleRevision.number.label("revision_number"),
        _verifier.name.label("verifier_name"),
        _verified.number.label("verified_number"),
        select(Verification.why)
        .where(Verification.article_id == Article.id, Verification.kind == "obsolete")
        .order_by(Verification.id.desc())
        .limit(1)
        .scalar_subquery()
        .label("obsolete_why"),
        exists().where(Verifier.collection_id == Article.collection_id, Verifier.user_id == _me).label("verifies"),
        exists()
        .where(Doubt.article_id == Article.id, Doubt.by == _me, Doubt.kind == "outdated", Doubt.settled_at.is_(None))
        .label("has_reported"),
        _hidden_places.label("hidden_places"),
        _linking.label("linking"),
        _lessons.label("lessons"),
        _contributors.label("contributors"),
        _suggested.scalar_subquery().label("suggested"),
        _suggested.where(Suggestion.author_id == _me).scalar_subquery().label("suggested_by_me"),
        exists()
        .where(
            SuggestionCopy.article_id == Article.id,
            SuggestionCopy.draft_by == _me,
            SuggestionCopy.suggestion_id.is_(None),
            SuggestionCopy.is_unsent,
        )
        .label("has_unsent"),
        exists().where(ArticleQuote.article_id == Article.id).label("has_quotes"),
        _contributed.scalar_subquery().label("contributed"),
        ArticleVote.helped,
        ArticleVote.missing,
        _pair.id.label("pair_id"),
        _pair.title.label("pair_title"),
        _pair.language.label("pair_language"),
        _pair.updated_at.label("pair_updated_at"),
        _pair.audience_id.label("pair_audience_id"),
    )  # fmt: skip
    .join(Collection, Collection.id == Article.collection_id)
    .outerjoin(
        _above,
        and_(_above.id == Collection.parent_id, _above.audience_id.in_(_own_audiences), _above.archived_at.is_(None)),
    )
    .join(Audience, Audience.id == Article.audience_id)
    .join(ArticleRevision, ArticleRevision.id == Article.revision_id)
    .outerjoin(_author, _author.id == Article.created_by)
    .outerjoin(_owner, _owner.id == Article.owner_id)
    .outerjoin(_verifier, _verifier.id == Article.verified_by)
    .outerjoin(_verified, _verified.id == Article.verified_revision_id)
    .outerjoin(
        ArticleVote,
        and_(ArticleVote.revision_id == Article.revision_id, ArticleVote.user_id == _me),
    )
    .outerjoin(
        _pair,
        and_(
            or_(_pair.id == Article.pair_id, _pair.pair_id == Article.id),
            _pair.language != Article.language,
            _pair.audience_id.in_(_own_audiences),
            _pair.published_at.is_not(None),
            _pair.archived_at.is_(None),
        ),
    )
    .where(Article.id == bindparam("article_id"), *IS_READ)
    .where(Article.audience_id.in_(_own_audiences))
    .limit(1)
)
