"""Every SELECT about contributions: whom they are visible to, those of an article, and who hears of them."""

import re

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import contains_eager

from knowledge.contributions.models import Contribution, ContributionMark, ContributionRevision
from knowledge.links.titles import read_by_all_of
from knowledge.models import Article, ArticleRevision, Collection
from knowledge.statements import IS_READ
from knowledge.writing.queries import is_written_by
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import RoleGrant, User

PAGE = 20
USEFUL = 3  # people to whom a contribution was useful, before its article's writers are shown it
FIRST = 3  # under the article itself
NAMED = re.compile(r"/contributions/(\d{1,15})\b")


def contributions_visible_to(viewer: Viewer) -> Select:
    """Those under the articles a person reads, also what was taken into the text and is withdrawn since; to their author and
    who writes in the collection all of them. Each with its article and collection."""
    stands = or_(Contribution.state == "shown", Contribution.taken_id.is_not(None))
    reads = or_(_reads(viewer), Contribution.taken_id.is_not(None))  # that it was taken stands in the article
    return (
        select(Contribution)
        .join(Contribution.article)
        .join(Article.collection)
        .options(contains_eager(Contribution.article).contains_eager(Article.collection))
        .where(visible(Article.audience_id, viewer), reads, or_(and_(stands, *IS_READ), _is_theirs(viewer)))
    )


def first_of(viewer: Viewer, article):
    """Those that stand under an article: the most useful, then the newest."""
    return db.session.execute(
        _rows(viewer, article)
        .where(Contribution.article_id == article.id, Contribution.state == "shown", _reads(viewer))
        .order_by(Contribution.useful_count.desc(), Contribution.id.desc())
        .limit(FIRST)
    ).all()


def page_of(viewer: Viewer, article, before: int | None):
    """(rows, whether there are more): the newest first, those before the one with this id."""
    statement = (
        _rows(viewer, article)
        .join(Article, Article.id == Contribution.article_id)
        .join(Collection, Collection.id == Article.collection_id)
        .where(Contribution.article_id == article.id, or_(Contribution.state == "shown", _is_theirs(viewer)))
        .where(_reads(viewer))
        .order_by(Contribution.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        statement = statement.where(Contribution.id < before)
    rows = db.session.execute(statement).all()
    return rows[:PAGE], len(rows) > PAGE


def row_of(viewer: Viewer, contribution: Contribution):
    return db.session.execute(_rows(viewer, contribution.article).where(Contribution.id == contribution.id)).one()


def former_words(contribution: Contribution):
    """What it said before, the newest first."""
    return db.session.scalars(
        select(ContributionRevision)
        .filter_by(contribution_id=contribution.id)
        .order_by(ContributionRevision.number.desc())
    ).all()


def useful_for(viewer: Viewer):
    """What at least so many readers found useful and no text has taken in, in the collections this person writes in."""
    return db.session.execute(
        select(
            Contribution.id, Contribution.kind, Contribution.html, Contribution.useful_count, Contribution.made_at,
            Contribution.placed_at, User.name.label("author_name"), Article.title, Article.language,
        )
        .join(User, User.id == Contribution.author_id)
        .join(Article, Article.id == Contribution.article_id)
        .join(Collection, Collection.id == Article.collection_id)
        .where(Contribution.useful_count >= USEFUL, Contribution.state == "shown", Contribution.taken_id.is_(None))
        .where(visible(Article.audience_id, viewer), _reads(viewer), is_written_by(viewer), *IS_READ)
        .where(Article.obsolete_at.is_(None))
        .order_by(Contribution.useful_count.desc(), Contribution.id.desc())
        .limit(PAGE)
    ).all()  # fmt: skip


def placed_in(article: Article) -> list[Contribution]:
    """What was put in the draft and is not in a published text yet."""
    placed = select(Contribution).where(
        Contribution.article_id == article.id,
        Contribution.placed_at.is_not(None),
        Contribution.taken_id.is_(None),
        Contribution.state == "shown",
    )
    return list(db.session.scalars(placed.order_by(Contribution.id)))


def all_under(article_id: int) -> list[Contribution]:
    return list(db.session.scalars(select(Contribution).filter_by(article_id=article_id).order_by(Contribution.id)))


def to_ask_about(article: Article) -> list[Contribution]:
    """Those written for fewer than read the article now, whose authors have not said no to that."""
    kept = select(Contribution).where(Contribution.article_id == article.id, Contribution.state == "shown")
    kept = kept.where(_is_kept_from(article), Contribution.kept_from_id.is_distinct_from(article.audience_id))
    return list(db.session.scalars(kept.order_by(Contribution.id)))


def readers_under(which) -> list[int]:
    """The audience of each contribution shown under the articles that `which` selects."""
    shown = select(Contribution.audience_id).join(Article, Article.id == Contribution.article_id)
    return list(db.session.scalars(shown.where(which, Contribution.state == "shown").order_by(Contribution.id)))


def kept_in(article: Article, body: str) -> list[str]:
    """The names of those whose words this text would give readers they were not written for."""
    named = [int(number) for number in NAMED.findall(body)]
    if not named:
        return []
    kept = select(User.name).join(Contribution, Contribution.author_id == User.id).where(Contribution.id.in_(named))
    kept = kept.where(Contribution.article_id == article.id, Contribution.taken_id.is_(None), _is_kept_from(article))
    return list(db.session.scalars(kept.order_by(Contribution.id)))


def count_marks(contribution_id: int) -> int:
    marks = select(func.count()).select_from(ContributionMark).filter_by(contribution_id=contribution_id)
    return db.session.scalar(marks)


def who_hears(article: Article) -> list:
    """(id, locale) of who keeps the article true, else its collection; where nobody does, the editors."""
    owner = select(Collection.owner_id).where(Collection.id == article.collection_id).scalar_subquery()
    people = select(User.id, User.locale).where(User.is_active)
    found = db.session.execute(people.where(User.id == func.coalesce(article.owner_id, owner))).all()
    return found or db.session.execute(people.where(_is_editor(User.id))).all()


def known_to(user_id: int, contribution_ids) -> set[int]:
    """Of these contributions those a person wrote or hears of, and that are still theirs to know of."""
    return set(
        db.session.scalars(
            select(Contribution.id)
            .join(Contribution.article)
            .join(Article.collection)
            .where(Contribution.id.in_(list(contribution_ids)))
            .where(
                or_(
                    Contribution.author_id == user_id,
                    and_(Contribution.state == "shown", Article.owner_id == user_id),
                    Collection.owner_id == user_id,
                    _is_editor(user_id),
                )
            )
        )
    )


def _rows(viewer: Viewer, article) -> Select:
    """Each with whether the article has readers it was not written for."""
    me = viewer.id or 0
    marked = exists().where(ContributionMark.contribution_id == Contribution.id, ContributionMark.user_id == me)
    return (
        select(
            Contribution.id, Contribution.article_id, Contribution.kind, Contribution.html, Contribution.state,
            Contribution.reason, Contribution.useful_count, Contribution.made_at, Contribution.author_id,
            Contribution.placed_at, Contribution.taken_id, _is_kept_from(article).label("is_kept"), User.name.label("author_name"),
            ArticleRevision.number.label("taken_number"), marked.label("marked"),
            (Contribution.author_id == me).label("is_own"),
        )
        .join(User, User.id == Contribution.author_id)
        .outerjoin(ArticleRevision, ArticleRevision.id == Contribution.taken_id)
    )  # fmt: skip


def _reads(viewer: Viewer):
    """Those it was written for, and its author."""
    return or_(visible(Contribution.audience_id, viewer), Contribution.author_id == (viewer.id or 0))


def _is_kept_from(article):
    return Contribution.audience_id.not_in(read_by_all_of(article.audience_id))


def _is_theirs(viewer: Viewer):
    return or_(Contribution.author_id == (viewer.id or 0), is_written_by(viewer))


def _is_editor(user_id):
    return exists().where(RoleGrant.user_id == user_id, RoleGrant.role.in_(("editor", "admin")))


def find_in(statement: Select):
    return db.session.scalars(statement).one_or_none()
