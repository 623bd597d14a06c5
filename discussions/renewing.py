"""Posts rendered again: the words stay as they were written, only the HTML is made anew."""

from sqlalchemy import select

from discussions.mentions import write
from discussions.models import Post, Topic
from lms.database import db
from lms.markup import RENDERER_VERSION
from lms.renewing import renews


@renews("posts")
def renew_posts(limit: int) -> int:
    outdated = (
        select(Post, Topic.audience_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(Post.renderer_version < RENDERER_VERSION)
        .order_by(Post.id)
        .limit(limit)
    )
    rows = db.session.execute(outdated).all()
    for post, audience_id in rows:
        post.html = write(post.body, audience_id).html
        post.renderer_version = RENDERER_VERSION
    db.session.flush()
    return len(rows)
