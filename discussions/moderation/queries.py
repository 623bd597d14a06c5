"""Every SELECT about flags and reviews."""

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import contains_eager

from cohorts.models import Membership
from cohorts.policies import LEADERS, leads_elsewhere
from cohorts.queries import Face
from discussions.composing.models import Attachment
from discussions.models import Post, Space, Topic
from discussions.moderation.models import Flag, Review
from discussions.moderation.weighing import weight
from discussions.queries import with_phase
from discussions.statements import is_led, membership_of
from lms.access import AudienceMember, Viewer, visible
from lms.database import db
from lms.files.models import File
from lms.people.models import RoleGrant, User
from lms.people.queries import photo_url

PAGE = 50


def flagged_posts_visible_to(viewer: Viewer) -> Select:
    """Posts with a review where the viewer reads, hidden ones and their topics included; a policy says who sees more."""
    return (
        select(Post)
        .join(Post.topic)
        .join(Topic.space)
        .join(Review, Review.post_id == Post.id)
        .options(contains_eager(Post.topic).options(contains_eager(Topic.space), with_phase(viewer.id or 0)))
        .where(visible(Topic.audience_id, viewer))
    )


def find_review(post_id: int, *, to_write: bool = False) -> Review | None:
    return db.session.get(Review, post_id, with_for_update=to_write or None, populate_existing=True)


def find_flag(viewer: Viewer, post_id: int) -> Flag | None:
    return db.session.scalars(select(Flag).filter_by(post_id=post_id, user_id=viewer.id)).one_or_none()


def flags_of(post_id: int):
    """What people said about a post, the first first, with their names: for who leads alone."""
    statement = select(Flag.reason, Flag.words, Flag.flagged_at, Flag.agreed, Flag.user_id, User.name)
    return db.session.execute(
        statement.join(User, User.id == Flag.user_id).where(Flag.post_id == post_id).order_by(Flag.id)
    ).all()


def open_weight(post_id: int) -> float:
    """What the undecided flags of a post weigh together."""
    waiting = select(Flag.user_id).where(Flag.post_id == post_id, Flag.agreed.is_(None))
    said = (
        select(
            Flag.user_id,
            func.sum(case((Flag.agreed.is_(True), 1), else_=0)),
            func.sum(case((Flag.agreed.is_(False), 1), else_=0)),
        )
        .where(Flag.user_id.in_(waiting))
        .group_by(Flag.user_id)
    )
    return sum(weight(agreed, disagreed) for _user, agreed, disagreed in db.session.execute(said))


def waiting_for(viewer: Viewer):
    """(open review where the viewer leads, face of the author), the oldest first; never about their own words."""
    flags = select(func.count()).where(Flag.post_id == Post.id, Flag.agreed.is_(None)).correlate(Post).scalar_subquery()
    statement = (
        select(
            Post.id,
            Post.html,
            Post.hidden_at,
            Post.author_id,
            Topic.title,
            Review.opened_at,
            Review.appealed_at,
            Review.held_for,
            Space.title.label("space_title"),
            User.name,
            User.photo_key,
            flags.label("flags"),
        )  # fmt: skip
        .join(Topic, Topic.id == Post.topic_id)
        .join(Space, Space.id == Topic.space_id)
        .join(Review, Review.post_id == Post.id)
        .join(User, User.id == Post.author_id)
        .outerjoin(Membership, membership_of(viewer.id))
        .where(
            Review.state == "open",
            visible(Topic.audience_id, viewer),
            Post.author_id != viewer.id,
            is_led(leads_elsewhere(viewer)),
        )
        .order_by(Review.opened_at, Post.id)
        .limit(PAGE)
    )
    rows = db.session.execute(statement).all()
    return [(row, Face(row.author_id, row.name, photo_url(row.photo_key))) for row in rows]


def files_under_review(viewer: Viewer) -> Select:
    """Images and files that went with a reviewed post: fetched by its author and by who leads, as its words are read."""
    return (
        select(File)
        .join(Attachment, Attachment.file_id == File.id)
        .join(Post, Post.id == Attachment.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(Space, Space.id == Topic.space_id)
        .join(Review, Review.post_id == Post.id)
        .outerjoin(Membership, membership_of(viewer.id))
        .where(
            File.deleted_at == Post.deleted_at,
            Post.body != "",
            visible(Topic.audience_id, viewer),
            (Post.author_id == viewer.id) | is_led(leads_elsewhere(viewer)),
        )
    )


def leaders_of(topic: Topic) -> set[int]:
    """Who leads where a topic stands, of those who may read it at this moment."""
    space = db.session.get_one(Space, topic.space_id)
    if space.kind == "cohort":
        leading = select(Membership.user_id).where(
            Membership.cohort_id == space.cohort_id, Membership.phase == "facilitator"
        )
    else:
        readers = select(AudienceMember.user_id).where(
            AudienceMember.audience_id == topic.audience_id, AudienceMember.until.is_(None)
        )
        leading = select(RoleGrant.user_id).where(
            RoleGrant.role.in_((*LEADERS, "admin")), RoleGrant.user_id.in_(readers)
        )
    return set(db.session.scalars(leading.join(User, User.id == leading.selected_columns[0]).where(User.is_active)))


def around(post: Post):
    """The posts before and after, so that nobody judges a sentence by itself."""
    numbers = range(post.number - 2, post.number + 3)
    statement = select(Post.id, Post.number, Post.html, Post.created_at, Post.deleted_at, Post.author_id, User.name)
    return db.session.execute(
        statement.join(User, User.id == Post.author_id)
        .where(Post.topic_id == post.topic_id, Post.number.in_(numbers))
        .order_by(Post.number)
    ).all()
