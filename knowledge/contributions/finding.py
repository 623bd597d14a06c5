"""Who reads contributions, and what search knows of them: each is found by who reads both it and its article."""

from knowledge.contributions import notices, queries
from knowledge.contributions.models import Contribution
from knowledge.links.titles import read_by_all_of
from knowledge.models import Article
from lms.markup import plain_text
from lms.people.queries import name_of
from lms.search import actions as search


def is_kept(contribution: Contribution, article: Article) -> bool:
    """Whether the article has readers it was not written for."""
    return contribution.audience_id not in read_by_all_of(article.audience_id)


def readers_of(contribution: Contribution, article: Article) -> int:
    """The audience that reads both: each of those a collection can have is part of the next."""
    return contribution.audience_id if is_kept(contribution, article) else article.audience_id


def count_kept(audiences: list[int], audience_id: int) -> int:
    """How many of those written for these audiences stay with them when their articles are for this one."""
    return sum(audience not in read_by_all_of(audience_id) for audience in audiences)


def settle_contribution(contribution: Contribution, article: Article) -> None:
    """Found as long as it is shown and its article is read."""
    if not contribution.is_shown or not article.is_read:
        search.remove("contribution", contribution.id)
        return
    search.index(
        "contribution",
        contribution.id,
        audience_id=readers_of(contribution, article),
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


def move_contributions(articles: list[Article], *, by) -> None:
    """The articles have other readers: what stands under them gets no more of those than its author says yes to."""
    for article in articles:
        settle_contributions(article)
        for contribution in queries.to_ask_about(article):
            notices.ask_author(article, contribution, by=by)
