"""Every SELECT about reactions: those to one post, and who thanked for it in which words."""

from sqlalchemy import exists, select

from discussions.models import Post
from discussions.reacting.models import Thanks
from discussions.reacting.statements import reactions_of_post
from lms.access import Viewer
from lms.database import db
from lms.people.models import User


def reactions_of(viewer: Viewer, post_id: int):
    """The numbers of a post's reactions, and the viewer's own."""
    return db.session.execute(select(Post.id, *reactions_of_post(viewer.id)).where(Post.id == post_id)).one()


def thanks_of(viewer: Viewer, post_id: int):
    """How many thank for a post, and whether the viewer does."""
    is_thanked = exists().where(Thanks.post_id == Post.id, Thanks.user_id == viewer.id).label("is_thanked")
    return db.session.execute(select(Post.id, Post.thanks_count, is_thanked).where(Post.id == post_id)).one()


def sentences_of(post_id: int):
    """Who thanked for a post, when, and with which sentence."""
    return db.session.execute(
        select(User.id, User.name, Thanks.at, Thanks.sentence)
        .join(User, User.id == Thanks.user_id)
        .where(Thanks.post_id == post_id)
        .order_by(Thanks.at.desc(), User.id)
    ).all()


def find_sentence(viewer: Viewer, post_id: int) -> str:
    return db.session.scalar(select(Thanks.sentence).filter_by(post_id=post_id, user_id=viewer.id)) or ""
