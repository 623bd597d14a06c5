"""What a statement about posts adds to know their reactions."""

from sqlalchemy import func, select

from discussions.models import Post
from discussions.reacting.models import KINDS, PostReaction


def reactions_of_post(viewer_id) -> list:
    """A number for each kind, and the kinds the viewer gave."""
    of_post = select(PostReaction.kind).where(PostReaction.post_id == Post.id).correlate(Post)
    counts = [
        of_post.where(PostReaction.kind == kind)
        .with_only_columns(func.count())
        .scalar_subquery()
        .label(f"{kind}_count")
        for kind in KINDS
    ]
    mine = of_post.where(PostReaction.user_id == viewer_id)
    joined = func.aggregate_strings(PostReaction.kind, " ")
    return [*counts, mine.with_only_columns(joined).scalar_subquery().label("my_reactions")]
