"""Whose words became part of an article: of suggestions that were merged, and of contributions that were taken up."""

from sqlalchemy import Subquery, select, union_all

from knowledge.contributions.models import Contribution
from knowledge.suggestions.models import Suggestion


def given_to(article_id) -> Subquery:
    """(author_id, revision_id) of each, by the revision that first had their words."""
    merged = select(Suggestion.author_id, Suggestion.merged_id.label("revision_id")).where(
        Suggestion.article_id == article_id, Suggestion.state == "merged"
    )
    taken = select(Contribution.author_id, Contribution.taken_id).where(
        Contribution.article_id == article_id, Contribution.taken_id.is_not(None)
    )
    return union_all(merged, taken).subquery()
