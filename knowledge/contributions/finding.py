"""What search knows of contributions: each found by who reads its article, as long as both are shown."""

from knowledge.contributions import queries
from knowledge.contributions.models import Contribution
from knowledge.models import Article
from lms.markup import plain_text
from lms.people.queries import name_of
from lms.search import actions as search


def settle_contribution(contribution: Contribution, article: Article) -> None:
    """Found as long as it is shown and its article is read."""
    if not contribution.is_shown or not article.is_read:
        search.remove("contribution", contribution.id)
        return
    search.index(
        "contribution",
        contribution.id,
        audience_id=article.audience_id,
        title=article.title,
        body=plain_text(contribution.html),
        language=article.language,
        url=f"/contributions/{contribution.id}",
        author_name=name_of(contribution.author_id),
        at=contribution.changed_at,
    )


def settle_contributions(article: Article) -> None:
    """They are found with their article, under the title it has."""
    for contribution in queries.all_under(article.id):
        settle_contribution(contribution, article)


def move_contributions(article_ids, audience_id: int) -> None:
    """Who reads the articles reads what stands under them."""
    search.change_audience("contribution", queries.ids_under(article_ids), audience_id)
