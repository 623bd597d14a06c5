"""The statements behind lists of topics, built once per shape: building them costs more than running them."""

from functools import cache

from sqlalchemy import Select, and_, bindparam, exists, func, null, select, tuple_, union_all
from sqlalchemy.orm import aliased

from cohorts.models import Membership
from courses.models import LessonProgress
from discussions.answering.statements import CLOCK, IS_OPEN_QUESTION
from discussions.charter.models import Charter
from discussions.following.models import Follow
from discussions.following.statements import level_in, level_of_space
from discussions.ideas.models import Idea
from discussions.kinds import KINDS
from discussions.models import Post, Space, Topic
from discussions.reading.models import ReadingState
from discussions.statements import AUDIENCES, MY_FOLLOW, MY_MEMBERSHIP, MY_READING, VIEWER, is_led
from discussions.subjects.models import TopicTag
from discussions.subjects.statements import tags_of_topic
from lms.access import belongs
from lms.database import BigId, UtcDateTime
from lms.people.models import User

PAGE = 25
PINNED_AT_MOST = 5  # stand above the others; what else is pinned stands among them
WAITING_AT_MOST = 8
RECENT = 200  # “3 unread” counts among so many topics of a space, however many there are
_SPACE = bindparam("space_id", type_=BigId)
LEVEL = level_in(_SPACE)  # in lists of one space, where what somebody chose for it is looked up once
IS_UNREAD = and_(Topic.newest_number > func.coalesce(ReadingState.last_read, 0), LEVEL != "muted")
WROTE_IN = select(Post.topic_id).where(Post.author_id == VIEWER, Post.deleted_at.is_(None))
FILTERS = {
    "all": (),
    **{kind.show: (Topic.kind == kind.name,) for kind in KINDS.values() if kind.show},
    "unanswered": (IS_OPEN_QUESTION,),
    "unread": (IS_UNREAD,),
    "mine": (Topic.id.in_(WROTE_IN),),
    "following": (LEVEL.in_(("watching", "tracking")),),
}
NEWEST_FIRST = (Topic.bumped_at.desc(), Topic.id.desc())
# The sum keeps engines from gathering whole audiences and sorting them: a space is read along its own index.
IN_SPACE = and_(Topic.space_id == _SPACE, (Topic.audience_id + 0).in_(AUDIENCES), Topic.deleted_at.is_(None))
NARROWED = {
    "lesson": Topic.lesson_id == bindparam("lesson_id"),
    "tag": exists().where(TopicTag.topic_id == Topic.id, TopicTag.tag_id == bindparam("tag_id")),
}

_last_poster = aliased(User)
_COLUMNS = (
    select(
        Topic.id,
        Topic.kind,
        Topic.title,
        Topic.author_id,
        Topic.space_id,
        Topic.created_at,
        Topic.bumped_at,
        Topic.newest_number,
        Topic.reply_count,
        Topic.first_answer_at,
        Topic.accepted_post_id,
        Topic.closed_at,
        Topic.pinned_at,
        Topic.last_poster_id,
        Topic.lesson_id,
        Topic.me_too_count,
        User.name.label("author_name"),
        User.photo_key,
        _last_poster.name.label("last_poster_name"),
        func.coalesce(ReadingState.last_read, 0).label("last_read"),
        Idea.stage,
        Idea.vote_count,
        *CLOCK,
    )  # fmt: skip
    .join(User, User.id == Topic.author_id)
    .outerjoin(_last_poster, _last_poster.id == Topic.last_poster_id)
    .outerjoin(ReadingState, MY_READING)
    .outerjoin(Follow, MY_FOLLOW)
    .outerjoin(Idea, Idea.topic_id == Topic.id)
)
# Tags are shown, and lead somewhere, in the list of their own space.
_LINE = _COLUMNS.add_columns(level_in(Topic.space_id).label("level"), null().label("tags"))
_LINE_HERE = _COLUMNS.add_columns(LEVEL.label("level"), tags_of_topic().label("tags"))

_IS_PINNED = (IN_SPACE, Topic.pinned_at.is_not(None))
_LAST_PINNED_FIRST = (Topic.pinned_at.desc(), Topic.id.desc())
PINNED = _LINE_HERE.where(*_IS_PINNED).order_by(*_LAST_PINNED_FIRST).limit(PINNED_AT_MOST)
_ON_TOP = select(Topic.id).where(*_IS_PINNED).order_by(*_LAST_PINNED_FIRST).limit(PINNED_AT_MOST).correlate(None)


@cache
def lines_in_space(which: str, narrowed: tuple[str, ...], is_continued: bool) -> Select:
    """A page of a space's topics, the last spoken in first; a continued one starts after (`bumped_at`, `topic_id`)."""
    only = [NARROWED[name] for name in narrowed]
    statement = _LINE_HERE.where(IN_SPACE, *FILTERS[which], *only).order_by(*NEWEST_FIRST).limit(PAGE + 1)
    if which == "all" and not narrowed:
        statement = statement.where(Topic.id.not_in(_ON_TOP))
    if is_continued:
        after = tuple_(bindparam("bumped_at", type_=UtcDateTime()), bindparam("topic_id"))
        return statement.where(tuple_(Topic.bumped_at, Topic.id) < after)
    return statement


def _standing() -> Select:
    recent = (
        select(Topic.id, Topic.newest_number).where(IN_SPACE).order_by(*NEWEST_FIRST).limit(RECENT).subquery("recent")
    )
    unread = (
        select(func.count())
        .select_from(recent)
        .outerjoin(ReadingState, and_(ReadingState.topic_id == recent.c.id, ReadingState.user_id == VIEWER))
        .outerjoin(Follow, and_(Follow.topic_id == recent.c.id, Follow.user_id == VIEWER))
        .where(
            recent.c.newest_number > func.coalesce(ReadingState.last_read, 0),
            LEVEL != "muted",
        )
    )
    return (
        select(
            unread.scalar_subquery().label("unread"),
            level_of_space(_SPACE).label("level"),
            exists().where(*_IS_PINNED).correlate(None).label("has_pinned"),
            Charter.purpose,
            Charter.review_on,
            User.name.label("host"),
        )
        .select_from(Space)
        .outerjoin(Charter, Charter.space_id == Space.id)
        .outerjoin(User, and_(User.id == Charter.host_id, User.is_active, belongs(User.id, Space.audience_id)))
        .where(Space.id == _SPACE)
    )


STANDING = _standing()


@cache
def newest_lines(audiences: int, each: int) -> Select:
    """The last topics of each of so many audiences (`audience_0` …): a few rows from the end of each index range."""
    parts = []
    for position in range(audiences):
        mine = Topic.audience_id == bindparam(f"audience_{position}")
        part = select(Topic.id).where(mine, Topic.deleted_at.is_(None)).order_by(*NEWEST_FIRST).limit(each)
        parts.append(select(part.subquery().c.id))
    columns = (Space.kind.label("space_kind"), Space.title.label("space_title"), Space.cohort_id, Topic.audience_id)
    return (
        _LINE.add_columns(*columns)
        .join(Space, Space.id == Topic.space_id)
        # The parts are within the viewer's audiences; saying so again would make engines look through all of those.
        .where(Topic.id.in_(union_all(*parts)))
        .order_by(*NEWEST_FIRST)
    )


@cache
def open_questions(audiences: int, each: int) -> Select:
    """The latest open questions of each audience that are not the viewer's and that they have not written in."""
    parts = []
    for position in range(audiences):
        mine = Topic.audience_id == bindparam(f"audience_{position}")
        part = select(Topic.id).where(mine, IS_OPEN_QUESTION).order_by(Topic.created_at.desc()).limit(each)
        parts.append(select(part.subquery().c.id))
    has_learnt = and_(LessonProgress.lesson_id == Topic.lesson_id, LessonProgress.user_id == VIEWER)
    columns = (
        Space.title.label("space_title"),
        Space.kind.label("space_kind"),
        Space.cohort_id,
        Space.language,
        LessonProgress.completed_at.label("learnt_at"),
    )
    return (
        _LINE.add_columns(*columns)
        .join(Space, Space.id == Topic.space_id)
        .outerjoin(LessonProgress, has_learnt)
        .where(
            Topic.id.in_(union_all(*parts)),
            Topic.author_id != VIEWER,
            func.coalesce(Follow.reason, "") != "wrote",
        )
        .order_by(Topic.created_at.desc(), Topic.id.desc())
    )


WAITING = (
    _LINE.add_columns(Space.title.label("space_title"), Space.cohort_id)
    .join(Space, Space.id == Topic.space_id)
    .outerjoin(Membership, MY_MEMBERSHIP)
    .where(
        IS_OPEN_QUESTION,
        Topic.audience_id.in_(AUDIENCES),
        Topic.created_at < bindparam("until", type_=UtcDateTime()),
        Topic.created_at > bindparam("since", type_=UtcDateTime()),
        Topic.author_id != VIEWER,
        is_led(bindparam("leads_elsewhere")),
    )
    .order_by(Topic.created_at, Topic.id)
    .limit(WAITING_AT_MOST)
)

_IS_SEASONED = exists().where(Membership.user_id == User.id, Membership.phase.in_(("alumnus", "mentor")))
EXPERTISE = select(User.ask_me_about).where(User.id == VIEWER, _IS_SEASONED)
