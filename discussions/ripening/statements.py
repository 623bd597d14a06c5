"""What the statement of a thread asks along: whether an article came of it, and whether its reader writes anywhere."""

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import aliased

from discussions.consent.models import Proposal
from discussions.following.statements import VIEWER
from discussions.models import Topic
from knowledge.models import Article, Collection

_ripened = aliased(Article)
OWNS_COLLECTION = exists().where(Collection.owner_id == VIEWER, Collection.archived_at.is_(None))
# The newest its reader finds; a conversation seldom becomes more than one.
RIPENED = (
    select(func.max(_ripened.id))
    .join(Proposal, Proposal.article_id == _ripened.id)
    .where(
        Proposal.topic_id == Topic.id,
        _ripened.audience_id.in_(bindparam("audiences", expanding=True)),
        _ripened.published_at.is_not(None),
        _ripened.archived_at.is_(None),
    )
    .correlate(Topic)
    .scalar_subquery()
)
