"""How articles react to what becomes of others: words under them that name one lead to it."""

from knowledge.contributions.actions import show
from knowledge.contributions.models import Contribution
from knowledge.events import ArticlesNamed
from knowledge.models import Article
from lms.database import db
from lms.revisions.drafts import locked


def name_articles(event: ArticlesNamed) -> None:
    """Contributions that name an article lead to it as soon as all their readers read it, and no longer than that."""
    for number in sorted(number for kind, number in event.texts if kind == "contribution"):
        contribution = locked(db.session.get_one(Contribution, number))
        show(contribution, db.session.get_one(Article, contribution.article_id))
