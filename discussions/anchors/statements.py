"""The statements behind the notes beside a text and the spaces to ask in, built once."""

from sqlalchemy import Select, and_, bindparam, case, exists, func, select
from sqlalchemy.orm import aliased

from cohorts.models import Membership
from discussions.anchors.models import PostAnchor
from discussions.answering.statements import CLOCK
from discussions.echoes.statements import HAS_ECHOES
from discussions.models import MeToo, Post, Space, Topic
from discussions.statements import AUDIENCES, IS_THERE, MY_ME_TOO, MY_MEMBERSHIP
from lms.access import Audience
from lms.people.models import User

MOST = 60  # notes beside one text
SHORT = 900  # letters of HTML an accepted answer may have to be shown whole beside the text

_answer = aliased(Post)
_answerer = aliased(User)
_answerer_membership = aliased(Membership)


def _notes(about) -> Select:
    return (
        select(
            Topic.id,
            Topic.kind,
            Topic.title,
            Topic.author_id,
            Topic.created_at,
            Topic.reply_count,
            Topic.accepted_post_id,
            Topic.first_answer_at,
            Topic.closed_at,
            Topic.me_too_count,
            Topic.anchor_key,
            Topic.anchor_quote,
            Topic.anchor_lost,
            Topic.anchor_language,
            User.name.label("author_name"),
            User.photo_key,
            Space.id.label("space_id"),
            Space.title.label("space_title"),
            Space.kind.label("space_kind"),
            Membership.phase.label("viewer_phase"),
            MeToo.user_id.is_not(None).label("is_me_too"),
            case((func.length(_answer.html) <= SHORT, _answer.html)).label("answer_html"),
            _answerer.name.label("answerer_name"),
            *CLOCK,
            _answerer_membership.phase.label("answerer_phase"),
        )  # fmt: skip
        .join(Space, Space.id == Topic.space_id)
        .join(User, User.id == Topic.author_id)
        .outerjoin(Membership, MY_MEMBERSHIP)
        .outerjoin(MeToo, MY_ME_TOO)
        .outerjoin(_answer, _answer.id == Topic.accepted_post_id)
        .outerjoin(_answerer, _answerer.id == _answer.author_id)
        .outerjoin(
            _answerer_membership,
            and_(_answerer_membership.cohort_id == Space.cohort_id, _answerer_membership.user_id == _answer.author_id),
        )
        .where(about, IS_THERE)
        .order_by(Topic.created_at.desc(), Topic.id.desc())
        .limit(MOST)
    )


def _posts(about) -> Select:
    """Replies about a passage of a text, in whatever conversation."""
    return (
        select(
            Post.id,
            Post.author_id,
            Post.created_at,
            func.substr(Post.html, 1, SHORT).label("html"),
            Topic.title,
            PostAnchor.anchor_key,
            PostAnchor.anchor_quote,
            PostAnchor.anchor_lost,
            PostAnchor.anchor_language,
            User.name.label("author_name"),
            User.photo_key,
            Space.title.label("space_title"),
            Space.id.label("space_id"),
        )
        .join(PostAnchor, PostAnchor.post_id == Post.id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(Space, Space.id == Topic.space_id)
        .join(User, User.id == Post.author_id)
        .where(about, IS_THERE, Post.deleted_at.is_(None))
        .order_by(Post.created_at.desc(), Post.id.desc())
        .limit(MOST)
    )


# What is said about a quiz question stands at that question, not beside the text of its lesson.
LESSON_NOTES = _notes(and_(Topic.lesson_id == bindparam("about"), Topic.question_id.is_(None)))
ARTICLE_NOTES = _notes(Topic.article_id == bindparam("about"))
LESSON_POSTS = _posts(and_(PostAnchor.lesson_id == bindparam("about"), PostAnchor.question_id.is_(None)))
ARTICLE_POSTS = _posts(PostAnchor.article_id == bindparam("about"))
LESSON_COUNTS = (
    select(Topic.lesson_id, func.count())
    .where(Topic.lesson_id.in_(bindparam("lessons", expanding=True)), Topic.question_id.is_(None), IS_THERE)
    .group_by(Topic.lesson_id)
)
QUESTION_TALKS = (
    select(
        Topic.id, Topic.title, Topic.question_id, Topic.reply_count, Topic.space_id, Space.title.label("space_title")
    )
    .join(Space, Space.id == Topic.space_id)
    .where(Topic.lesson_id == bindparam("about"), Topic.question_id.is_not(None), IS_THERE)
    .order_by(Topic.bumped_at.desc(), Topic.id.desc())
    .limit(200)
)


def _replies(*about) -> Select:
    """Where replies about something without passages stand, in whatever conversation."""
    return (
        select(Topic.id, Topic.title, Post.number, Post.created_at, User.name.label("author_name"))
        .select_from(PostAnchor)
        .join(Post, Post.id == PostAnchor.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(User, User.id == Post.author_id)
        .where(*about, IS_THERE, Post.deleted_at.is_(None))
        .order_by(Post.created_at.desc(), Post.id.desc())
        .limit(MOST)
    )


QUESTION_POSTS = _replies(PostAnchor.lesson_id == bindparam("about"), PostAnchor.question_id == bindparam("question"))
EVENT_POSTS = _replies(PostAnchor.event_id == bindparam("about"))

_SPACES = (
    select(
        Space.id,
        Space.kind,
        Space.title,
        Space.audience_id,
        Space.kind.label("space_kind"),
        Membership.phase.label("viewer_phase"),
        Audience.kind.label("audience_kind"),
        Audience.name,
        Audience.size,
    )
    .join(Audience, Audience.id == Space.audience_id)
    .outerjoin(Membership, MY_MEMBERSHIP)
    # Who went on in another cohort reads what was said in the one before, and asks where they are.
    .where(Space.audience_id.in_(AUDIENCES), func.coalesce(Membership.phase, "") != "former")
    .order_by(case({"cohort": 0, "course": 1}, value=Space.kind, else_=2), Space.id.desc())
    .limit(50)
)
# Asked along, as whether there are echoes.
HAS_POSTS = exists().where(PostAnchor.lesson_id == bindparam("lesson_id")).label("has_posts")
SPACES_OF_COURSE = _SPACES.add_columns(HAS_ECHOES, HAS_POSTS).where(
    (Space.course_id == bindparam("course_id")) | ((Space.kind == "academy") & bindparam("is_open"))
)
SPACES_FOR_ALL = _SPACES.where(Space.kind.in_(("academy", "cohort")))
SPACES_OF_AUDIENCE = _SPACES.where(Space.audience_id == bindparam("audience_id"))
