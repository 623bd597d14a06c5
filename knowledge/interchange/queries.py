"""Every SELECT about imports of articles, and about what an export holds."""

from flask_babel import gettext as _
from sqlalchemy import Select, and_, exists, func, or_, select

from knowledge.contributions.models import Contribution
from knowledge.interchange.models import ArticleImport
from knowledge.links.addresses import title_key
from knowledge.links.models import ArticleLink, ArticleReference
from knowledge.links.queries import targets_of
from knowledge.models import Article, ArticleFile, ArticleRevision, Collection
from knowledge.policies import can_keep_knowledge
from knowledge.queries import IS_SHARED, MOST_COLLECTIONS, collections_visible_to
from knowledge.suggestions.models import Suggestion
from knowledge.writing.queries import DIFFERS, is_written_by
from lms.access import Viewer, visible
from lms.database import db
from lms.files.models import File
from lms.files.queries import files_visible_to
from lms.people.models import User

MOST = 20


def imports_visible_to(viewer: Viewer) -> Select:
    """Editors see each other's imports, of collections they read; others see none."""
    statement = select(ArticleImport).outerjoin(Collection, Collection.id == ArticleImport.collection_id)
    is_read = or_(Collection.id.is_(None), visible(Collection.audience_id, viewer))
    return statement.where(is_read) if can_keep_knowledge(viewer) else statement.where(ArticleImport.id < 0)


def latest_imports(viewer: Viewer):
    """The latest imports with their collection as it is called now, and who brought it in."""
    names = (
        "id",
        "title",
        "source_name",
        "created_at",
        "finished_at",
        "failed_because",
        "undone_at",
        "steps_done",
        "steps",
    )
    statement = (
        imports_visible_to(viewer)
        .with_only_columns(
            *(getattr(ArticleImport, name) for name in names),
            Collection.title.label("collection_title"),
            User.name.label("by_name"),
        )
        .outerjoin(User, User.id == ArticleImport.started_by)
        .order_by(ArticleImport.id.desc())
        .limit(MOST)
    )
    return db.session.execute(statement).all()


def possible_places(viewer: Viewer):
    """(id, title) of the collections articles can arrive in."""
    places = collections_visible_to(viewer).with_only_columns(Collection.id, Collection.title)
    ordered = places.order_by(Collection.position, Collection.id).limit(MOST_COLLECTIONS)
    return [tuple(row) for row in db.session.execute(ordered)]


def find_by_title(title: str) -> Collection | None:
    """The first collection of this title that is not in the archive."""
    named = select(Collection).where(Collection.title == title, Collection.archived_at.is_(None), IS_SHARED)
    return db.session.scalars(named.order_by(Collection.id).limit(1)).first()


def collections_within(outer: Collection) -> dict[str, Collection]:
    """The collections within another that are not in the archive, by their title in the form under which it is found."""
    inner = select(Collection).where(Collection.parent_id == outer.id, Collection.archived_at.is_(None))
    rows = db.session.scalars(inner.order_by(Collection.position.desc(), Collection.id.desc()))
    return {title_key(row.title): row for row in rows}


def titles_in(collection: Collection) -> set[str]:
    """The titles of the articles in a collection, in the form under which they are found."""
    titles = select(Article.draft_title).where(Article.collection_id == collection.id, Article.archived_at.is_(None))
    return {title_key(title) for title in db.session.scalars(titles)}


def unknown_titles(article: Article, titles: set[str]) -> set[str]:
    """Of the titles a text names those no article has or had."""
    targets = targets_of(article, {title_key(title) for title in titles})
    return {title for title in titles if title_key(title) not in targets}


def use_of(row: ArticleImport) -> str:
    """Why an import cannot be undone, as a sentence; empty when nothing anybody made would be lost."""
    made, collections = row.made.get("articles", []), row.made.get("collections", [])
    ours = Article.id.in_(made)
    written = select(Article.id).where(ours, Article.draft_saved_at > row.finished_at if row.finished_at else False)
    revised = select(ArticleRevision.id).where(ArticleRevision.article_id.in_(made), ArticleRevision.number > 1)
    if _any(written) or _any(revised):
        return _("Somebody has worked on its articles since. Put them in the archive instead.")
    beside = select(Article.id).where(Article.collection_id.in_(collections), ~ours)
    within = select(Collection.id).where(Collection.parent_id.in_(collections), Collection.id.not_in(collections))
    if _any(beside) or _any(within):
        return _("Something else stands in its collection by now. Put its articles in the archive instead.")
    led_to = select(ArticleLink.article_id).where(
        ArticleLink.kind == "article", ArticleLink.object_id.in_(made), ArticleLink.article_id.not_in(made)
    )
    by_title = exists().where(
        ArticleReference.article_id == ArticleLink.article_id, ArticleReference.target_id == ArticleLink.object_id
    )
    if _any(led_to.where(~by_title)):
        return _("Another article leads to one of its articles by now. Change that one first.")
    return ""


def inner_to_export(viewer: Viewer | None, collection: Collection) -> list[Collection]:
    """The collections within one, of those this person writes in; for None all."""
    inner = select(Collection).where(Collection.parent_id == collection.id, Collection.archived_at.is_(None))
    if viewer:
        inner = inner.where(visible(Collection.audience_id, viewer), is_written_by(viewer))
    return list(db.session.scalars(inner.order_by(Collection.position, Collection.id)))


def articles_to_export(collections: list[Collection]):
    """The articles that are not in the archive: what readers see of them, or a draft nobody has published yet."""
    ids = [collection.id for collection in collections]
    return db.session.execute(
        select(
            Article.id,
            Article.collection_id,
            Article.language,
            Article.pair_id,
            Article.published_at,
            func.coalesce(ArticleRevision.title, Article.draft_title).label("title"),
            func.coalesce(ArticleRevision.summary, Article.draft_summary).label("summary"),
            func.coalesce(ArticleRevision.body, Article.draft_body).label("body"),
            and_(Article.published_at.is_not(None), DIFFERS).label("is_changed"),
        )
        .outerjoin(ArticleRevision, ArticleRevision.id == Article.revision_id)
        .where(Article.collection_id.in_(ids), Article.archived_at.is_(None))
        .order_by(Article.id)
    ).all()


def files_to_export(viewer: Viewer | None, collections: list[Collection]) -> dict[str, File]:
    """Key → the files these articles hold, of those this person may fetch; for None all."""
    held = (
        select(ArticleFile.file_id)
        .join(Article, Article.id == ArticleFile.article_id)
        .where(Article.collection_id.in_([collection.id for collection in collections]))
    )
    files = files_visible_to(viewer) if viewer else select(File).where(File.deleted_at.is_(None))
    return {file.key: file for file in db.session.scalars(files.where(File.id.in_(held)))}


def held_by(article_ids) -> list[tuple[int, str]]:
    """(article, key) of the files these articles hold, whether a text shows them or not."""
    rows = (
        select(ArticleFile.article_id, File.key)
        .join(File, File.id == ArticleFile.file_id)
        .where(ArticleFile.article_id.in_(list(article_ids)))
        .order_by(ArticleFile.article_id, File.name, File.id)
    )
    return [tuple(row) for row in db.session.execute(rows)]


def count_archived(collections: list[Collection]) -> int:
    ids = [collection.id for collection in collections]
    return db.session.scalar(
        select(func.count()).where(Article.collection_id.in_(ids), Article.archived_at.is_not(None))
    )


def count_contributions(article_ids) -> int:
    held = (Contribution.article_id.in_(list(article_ids)), Contribution.state != "withdrawn")
    return db.session.scalar(select(func.count()).select_from(Contribution).where(*held))


def count_suggestions(article_ids) -> int:
    held = (Suggestion.article_id.in_(list(article_ids)), Suggestion.state != "withdrawn")
    return db.session.scalar(select(func.count()).select_from(Suggestion).where(*held))


def _any(statement: Select) -> bool:
    return db.session.scalar(statement.limit(1)) is not None
