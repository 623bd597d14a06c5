"""Posts rendered again: the words stay as they were written, only the HTML is made anew."""

from collections.abc import Iterable

from sqlalchemy import Select, select

from discussions.indexing import follow_links
from discussions.mentions import write
from discussions.models import Post, Topic
from knowledge.links.titles import keep_titles
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
        post.html = write(post.body, audience_id, post.id).html
        post.renderer_version = RENDERER_VERSION
    db.session.flush()
    return len(rows)


def show_again(post_ids: Iterable[int] | Select) -> None:
    """What these posts name is found anew, for those who read them now."""
    stands = select(Post, Topic).join(Topic, Topic.id == Post.topic_id).where(Post.id.in_(post_ids))
    held = stands.where(Post.deleted_at.is_(None)).order_by(Post.id).with_for_update(of=Post)
    db.session.flush()
    for post, topic in db.session.execute(held, execution_options={"populate_existing": True}).all():
        written = write(post.body, topic.audience_id, post.id)
        keep_titles(("post", post.id), written.titles, topic.audience_id)
        if post.html != written.html:
            post.html = written.html
            follow_links(topic, post)
    db.session.flush()
