"""Every SELECT about stories: who reads them, where they are featured, what waits for who moderates."""

from collections.abc import Callable

from sqlalchemy import Select, and_, bindparam, exists, false, func, or_, select, tuple_
from sqlalchemy.orm import aliased, contains_eager

from knowledge.models import Article, ArticleFile, Collection
from knowledge.queries import IS_READ, MOST_COLLECTIONS, collections_visible_to
from knowledge.stories.models import FeaturedStory, StoryHiding, StoryReport
from knowledge.stories.policies import MODERATORS
from knowledge.writing.queries import is_written_by
from lms.access import ACADEMY, Audience, Viewer, belongs, visible
from lms.database import UtcDateTime, db
from lms.files.models import File
from lms.people.models import RoleGrant, User
from lms.reading import read

PAGE = 20
MOST = 100
AT_HOME = 3
_leading: list[Callable[[], Select]] = []


def led_by(pairs: Callable[[], Select]) -> None:
    """`pairs()` selects (audience_id, user_id) of who leads the groups that audiences are of; app.py names it."""
    if pairs not in _leading:
        _leading.append(pairs)


def leaders_of(audience_id: int) -> set[int]:
    if audience_id == ACADEMY:
        return set()
    led = [pairs().subquery().c for pairs in _leading]
    found = (db.session.scalars(select(pair.user_id).where(pair.audience_id == audience_id)) for pair in led)
    return {user_id for rows in found for user_id in rows}


def moderators_of(article: Article) -> set[int]:
    """Who hears of a report about a story, never its writer."""
    granted = select(RoleGrant.user_id).join(User, User.id == RoleGrant.user_id)
    staff = granted.where(RoleGrant.role.in_(MODERATORS), User.is_active)
    people = set(db.session.scalars(staff)) if article.audience_id == ACADEMY else leaders_of(article.audience_id)
    return people - {article.created_by}


def readers_to_choose(viewer: Viewer):
    """(id, kind, name, size) of the groups a person can tell a story to: the academy, and the cohorts they belong to."""
    groups = select(Audience.id, Audience.kind, Audience.name, Audience.size).where(
        or_(Audience.id == ACADEMY, and_(Audience.kind == "cohort", belongs(viewer.id, Audience.id)))
    )
    return db.session.execute(groups.order_by(Audience.id != ACADEMY, Audience.id.desc()).limit(MOST)).all()


def find_own_collection(owner_id: int, audience_id: int) -> Collection | None:
    own = select(Collection).filter_by(owner_id=owner_id, audience_id=audience_id, is_personal=True)
    return db.session.scalars(own).one_or_none()


def stories_visible_to(viewer: Viewer) -> Select:
    """The stories a person reads, each with its collection."""
    return _stories().where(visible(Article.audience_id, viewer), *IS_READ)


def stories_looked_at_by(viewer: Viewer) -> Select:
    """The same with those that were hidden, for who decides about them."""
    return _stories().where(
        visible(Article.audience_id, viewer),
        Article.published_at.is_not(None),
        or_(Article.archived_at.is_(None), _is_hidden()),
    )


def page_of(viewer: Viewer, *, writer_id: int | None = None, before: int | None = None, limit: int = PAGE):
    """(stories, whether there are more), the newest first: of everybody, or of one writer."""
    statement = _lines(viewer)
    if writer_id:
        statement = statement.where(Collection.owner_id == writer_id)
    if before:
        last = aliased(Article)
        moment = select(last.published_at).where(last.id == before).scalar_subquery()
        statement = statement.where(tuple_(Article.published_at, Article.id) < tuple_(moment, before))
    rows = db.session.execute(statement.order_by(Article.published_at.desc(), Article.id.desc()).limit(limit + 1)).all()
    return rows[:limit], len(rows) > limit


def newest(viewer: Viewer, since):
    """The last that others told since then."""
    return read(_NEWEST, viewer_id=viewer.id, audiences=sorted(viewer.audiences), since=since)


def featured_in(viewer: Viewer, collection_id: int):
    """The stories shown in a collection to who reads them, the one featured last first."""
    shown = _lines(viewer).join(FeaturedStory, FeaturedStory.article_id == Article.id)
    shown = shown.where(FeaturedStory.collection_id == collection_id)
    return db.session.execute(shown.order_by(FeaturedStory.at.desc(), Article.id.desc()).limit(MOST)).all()


def places_of(viewer: Viewer, article_id: int):
    """(id, title, language, is_own) of the collections this person reads that feature a story; `is_own`: they write there."""
    shown = (
        select(Collection.id, Collection.title, Collection.language, is_written_by(viewer).label("is_own"))
        .join(FeaturedStory, FeaturedStory.collection_id == Collection.id)
        .where(FeaturedStory.article_id == article_id, visible(Collection.audience_id, viewer))
        .where(Collection.archived_at.is_(None))
    )
    return db.session.execute(shown.order_by(Collection.position, Collection.id).limit(MOST)).all()


def collections_to_feature_in(viewer: Viewer, article_id: int):
    """(id, title) of the collections this person writes in that do not feature the story yet."""
    is_there = exists().where(FeaturedStory.collection_id == Collection.id, FeaturedStory.article_id == article_id)
    own = collections_visible_to(viewer).where(is_written_by(viewer), ~is_there)
    own = own.with_only_columns(Collection.id, Collection.title).order_by(func.lower(Collection.title), Collection.id)
    return db.session.execute(own.limit(MOST_COLLECTIONS)).all()


def story_writer(article_id: int, audience_id: int) -> int | None:
    """Who wrote a story, if they read what these people read."""
    own = select(Collection.owner_id).join(Article, Article.collection_id == Collection.id)
    own = own.where(Article.id == article_id, Collection.is_personal, belongs(Collection.owner_id, audience_id))
    return db.session.scalar(own)


def reports_of(article_id: int):
    """What is open about a story, the oldest first."""
    return db.session.execute(
        select(StoryReport.sentence, StoryReport.at, User.name)
        .join(User, User.id == StoryReport.by)
        .where(StoryReport.article_id == article_id, StoryReport.settled_at.is_(None))
        .order_by(StoryReport.id)
        .limit(MOST)
    ).all()


def hidings_of(article_id: int):
    """Why and when a story was hidden, the last first."""
    return db.session.execute(
        select(StoryHiding.reason, StoryHiding.at, StoryHiding.ended_at, User.name)
        .join(User, User.id == StoryHiding.by)
        .where(StoryHiding.article_id == article_id)
        .order_by(StoryHiding.id.desc())
        .limit(MOST)
    ).all()


def find_hiding(article_id: int) -> StoryHiding | None:
    """Why a story is hidden now."""
    return db.session.scalars(select(StoryHiding).filter_by(article_id=article_id, ended_at=None)).one_or_none()


def find_own_report(viewer: Viewer, article_id: int) -> StoryReport | None:
    own = select(StoryReport).filter_by(article_id=article_id, by=viewer.id, settled_at=None)
    return db.session.scalars(own.limit(1)).one_or_none()


def waiting_for(viewer: Viewer):
    """The reported stories this person decides about, the longest waiting first."""
    number, since = func.count(StoryReport.id).label("reports"), func.min(StoryReport.at).label("since")
    led = [pairs().subquery().c for pairs in _leading]
    moderates = [Article.audience_id.in_(select(pair.audience_id).where(pair.user_id == viewer.id)) for pair in led]
    if viewer.has_role(*MODERATORS):
        moderates.append(Article.audience_id == ACADEMY)
    waiting = (
        select(Article.id, Article.title, Article.language, User.name.label("writer_name"), number, since)
        .join(StoryReport, StoryReport.article_id == Article.id)
        .join(Collection, Collection.id == Article.collection_id)
        .join(User, User.id == Collection.owner_id)
        .where(Collection.owner_id != viewer.id, visible(Article.audience_id, viewer), or_(false(), *moderates))
        .where(StoryReport.settled_at.is_(None), *IS_READ)
        .group_by(Article.id, Article.title, Article.language, User.name)
        .order_by(since, Article.id)
    )
    return db.session.execute(waiting.limit(MOST)).all()


def files_of_own_drafts(viewer: Viewer) -> Select:
    """Images and files of what a member writes, which else only staff fetches before it is published."""
    own = (
        select(ArticleFile.file_id)
        .join(Article, Article.id == ArticleFile.article_id)
        .join(Collection, Collection.id == Article.collection_id)
        .where(Collection.owner_id == (viewer.id or 0), visible(Article.audience_id, viewer))
    )
    return select(File).where(File.id.in_(own), File.deleted_at.is_(None))


def known_to(user_id: int, article_ids) -> set[int]:
    """Of these stories those a person wrote or decides about."""
    found = select(Article).where(Article.id.in_(list(article_ids)))
    return {
        article.id
        for article in db.session.scalars(found)
        if article.created_by == user_id or (article.is_read and user_id in moderators_of(article))
    }


def _stories() -> Select:
    return (
        select(Article)
        .join(Article.collection)
        .options(contains_eager(Article.collection))
        .where(Collection.is_personal)
    )


def _lines(viewer: Viewer) -> Select:
    return _LINES.where(visible(Article.audience_id, viewer))


_LINES = (
    select(
        Article.id,
        Article.title,
        Article.summary,
        Article.language,
        Article.published_at,
        Collection.owner_id.label("writer_id"),
        User.name.label("writer_name"),
        Audience.kind.label("audience_kind"),
        Audience.name.label("audience_name"),
    )
    .join(Collection, Collection.id == Article.collection_id)
    .join(User, User.id == Collection.owner_id)
    .join(Audience, Audience.id == Article.audience_id)
    .where(Collection.is_personal, *IS_READ)
)
_NEWEST = (
    _LINES.where(
        Article.audience_id.in_(bindparam("audiences", expanding=True)),
        Collection.owner_id != bindparam("viewer_id"),
        Article.published_at > bindparam("since", type_=UtcDateTime()),
    )
    .order_by(Article.published_at.desc(), Article.id.desc())
    .limit(AT_HOME)
)


def _is_hidden():
    return exists().where(StoryHiding.article_id == Article.id, StoryHiding.ended_at.is_(None))
