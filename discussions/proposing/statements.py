"""What the statement of a thread asks along: whether it waits to become an article, and what its reader proposed."""

from sqlalchemy import exists, func, select

from discussions.following.statements import VIEWER
from discussions.models import Topic
from discussions.proposing.models import ArticleProposal

IS_PROPOSED = exists().where(ArticleProposal.topic_id == Topic.id, ArticleProposal.state == "open").correlate(Topic)
OWN_PROPOSAL = (
    select(func.max(ArticleProposal.id))
    .where(
        ArticleProposal.topic_id == Topic.id,
        ArticleProposal.proposed_by == VIEWER,
        ArticleProposal.state != "withdrawn",
    )
    .correlate(Topic)
    .scalar_subquery()
)
