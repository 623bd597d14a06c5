"""Counting the votes of articles from scratch: those for the text as it stands now; and how they stand, by their history."""

from knowledge.contributions.models import Contribution, ContributionMark
from knowledge.models import Article, ArticleVote
from knowledge.verification.recounting import recount_verifications
from lms.counting import number_of, put_right


def recount() -> dict[str, int]:
    """What was counted → how many rows had it wrong."""
    return {
        "helped of articles": put_right(Article, Article.helped_count, _said(True)),
        "not helped of articles": put_right(Article, Article.not_helped_count, _said(False)),
        "useful of contributions": put_right(Contribution, Contribution.useful_count, _marked()),
        "verifications of articles": recount_verifications(),
    }


def _said(helped: bool):
    return number_of(ArticleVote, ArticleVote.revision_id == Article.revision_id, ArticleVote.helped.is_(helped))


def _marked():
    return number_of(ContributionMark, ContributionMark.contribution_id == Contribution.id)
