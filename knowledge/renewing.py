"""Articles rendered again: the words stay as their authors published them, only the HTML is made anew."""

from sqlalchemy import select

from knowledge.contributions.actions import show as show_contribution
from knowledge.contributions.models import Contribution
from knowledge.links.rendering import render_article
from knowledge.models import Article, ArticleRevision
from knowledge.showing import show
from lms.database import db
from lms.markup import RENDERER_VERSION
from lms.renewing import renews


@renews("articles")
def renew_articles(limit: int) -> int:
    outdated = (
        select(Article)
        .where(Article.revision_id.is_not(None), Article.renderer_version < RENDERER_VERSION)
        .order_by(Article.id)
        .limit(limit)
    )
    articles = db.session.scalars(outdated).all()
    for article in articles:
        published = select(ArticleRevision).filter_by(article_id=article.id)
        for revision in db.session.scalars(published.where(ArticleRevision.published_at.is_not(None))):
            rendered = render_article(article, revision.body)
            revision.html = rendered.html
            if revision.id == article.revision_id:
                show(article, rendered)
    db.session.flush()
    return len(articles)


@renews("contributions")
def renew_contributions(limit: int) -> int:
    outdated = select(Contribution).where(Contribution.renderer_version < RENDERER_VERSION).order_by(Contribution.id)
    contributions = db.session.scalars(outdated.limit(limit)).all()
    for contribution in contributions:
        show_contribution(contribution, db.session.get_one(Article, contribution.article_id))
    return len(contributions)
