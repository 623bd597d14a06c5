"""Every write about links: what the published text leads to, what articles are called, and what an editor says it depends on."""

from sqlalchemy import delete, update

from knowledge.links import queries
from knowledge.links.addresses import place_of, title_key
from knowledge.links.models import ArticleLink, ArticleReference, ArticleTitle
from knowledge.models import Article
from lms.database import db, insert
from lms.markup import addresses_in


def follow_text(article: Article) -> None:
    """The links of the published text, after it changed."""
    found = {place for address in addresses_in(article.html) if (place := place_of(address))}
    db.session.execute(update(ArticleLink).where(ArticleLink.article_id == article.id).values(is_linked=False))
    for kind, object_id in sorted(found - {("article", article.id)}):
        _keep(article.id, kind, object_id, is_linked=True)
    _forget_unused(article.id)


def settle_titles(article: Article, titles: tuple[str, ...]) -> None:
    """The titles the published text names mean from now on what they mean today."""
    named = {title_key(title): title for title in titles}
    targets = queries.targets_of(article, set(named))
    db.session.execute(delete(ArticleReference).where(ArticleReference.article_id == article.id))
    rows = [
        {"article_id": article.id, "key": key, "title": title, "target_id": targets.get(key)}
        for key, title in sorted(named.items())
    ]
    if rows:
        db.session.execute(insert(ArticleReference), rows)


def take_title(article: Article) -> list[Article]:
    """The article can be found by the title readers see now. The articles that named it before anybody had it."""
    key = title_key(article.title)
    row = insert(ArticleTitle).values(article_id=article.id, key=key)
    db.session.execute(row.on_conflict_do_nothing(index_elements=("article_id", "key")))
    waiting = queries.unsettled_with(key)
    which = (ArticleReference.key == key, ArticleReference.target_id.is_(None))
    db.session.execute(update(ArticleReference).where(*which).values(target_id=article.id))
    return waiting


def depend(article: Article, kind: str, object_id: int) -> None:
    """Its editor says that the article depends on a lesson or another article."""
    _keep(article.id, kind, object_id, is_chosen=True)


def depend_no_longer(article: Article, kind: str, object_id: int) -> None:
    which = (ArticleLink.article_id == article.id, ArticleLink.kind == kind, ArticleLink.object_id == object_id)
    db.session.execute(update(ArticleLink).where(*which).values(is_chosen=False))
    _forget_unused(article.id)


def _keep(article_id: int, kind: str, object_id: int, **how) -> None:
    values = {"article_id": article_id, "kind": kind, "object_id": object_id}
    row = insert(ArticleLink).values(**values, **{"is_chosen": False, "is_linked": False, **how})
    db.session.execute(row.on_conflict_do_update(index_elements=list(values), set_=how))


def _forget_unused(article_id: int) -> None:
    unused = (ArticleLink.is_chosen.is_(False), ArticleLink.is_linked.is_(False))
    db.session.execute(delete(ArticleLink).where(ArticleLink.article_id == article_id, *unused))
