"""Every SELECT about ideas: one with its history, a person’s votes, and the ideas of a space by votes."""

from datetime import datetime, timedelta

from sqlalchemy import Select, and_, bindparam, func, select, tuple_

from discussions.ideas.models import BUDGET, Idea, IdeaStep, IdeaVote
from discussions.models import Space, Topic
from discussions.queries import topics_visible_to
from discussions.statements import IS_THERE, VIEWER
from lms.access import Viewer
from lms.database import UtcDateTime, db
from lms.people.models import User
from lms.reading import read

PAGE = 25
PATIENCE = timedelta(days=30)
OPEN_STAGES = ("proposed", "under_review", "planned")

_spent = (
    select(func.coalesce(func.sum(IdeaVote.cost), 0))
    .join(Topic, Topic.id == IdeaVote.topic_id)
    .where(
        IdeaVote.user_id == bindparam("voter_id"),
        Topic.space_id == bindparam("space_id"),
        Topic.deleted_at.is_(None),
    )
)
_MINE = and_(IdeaVote.topic_id == Idea.topic_id, IdeaVote.user_id == bindparam("voter_id"))
_IDEA = (
    select(
        Idea.topic_id,
        Idea.stage,
        Idea.vote_count,
        func.coalesce(IdeaVote.votes, 0).label("mine"),
        _spent.scalar_subquery().label("spent"),
    )  # fmt: skip
    .outerjoin(IdeaVote, _MINE)
    .where(Idea.topic_id == bindparam("topic_id"))
)
_STEPS = (
    select(IdeaStep.stage, IdeaStep.reason, IdeaStep.moved_at, User.name)
    .join(User, User.id == IdeaStep.moved_by)
    .where(IdeaStep.topic_id == bindparam("topic_id"))
    .order_by(IdeaStep.id)
)
_LAST_REASON = (
    select(IdeaStep.reason)
    .where(IdeaStep.topic_id == Idea.topic_id)
    .order_by(IdeaStep.id.desc())
    .limit(1)
    .correlate(Idea)
    .scalar_subquery()
)
_LAST_STEP = select(func.max(IdeaStep.moved_at)).where(IdeaStep.topic_id == Idea.topic_id).scalar_subquery()
_MOVED_AT = func.coalesce(_LAST_STEP, Topic.created_at)
_IN_SPACE = (
    select(
        Idea.topic_id,
        Idea.stage,
        Idea.vote_count,
        Topic.title,
        Topic.created_at,
        Topic.reply_count,
        User.name.label("author_name"),
        _LAST_REASON.label("reason"),
        _MOVED_AT.label("moved_at"),
        func.coalesce(IdeaVote.votes, 0).label("mine"),
    )  # fmt: skip
    .join(Topic, Topic.id == Idea.topic_id)
    .join(User, User.id == Topic.author_id)
    .outerjoin(IdeaVote, and_(IdeaVote.topic_id == Idea.topic_id, IdeaVote.user_id == VIEWER))
    .where(Topic.space_id == bindparam("space_id"), IS_THERE, Idea.stage.in_(bindparam("stages", expanding=True)))
    .order_by(Idea.vote_count.desc(), Idea.topic_id.desc())
    .limit(PAGE + 1)
)
_COUNTS = (
    select(Idea.stage, func.count())
    .join(Topic, Topic.id == Idea.topic_id)
    .where(Topic.space_id == bindparam("space_id"), IS_THERE)
    .group_by(Idea.stage)
)


_WAITING = (
    select(Idea.topic_id, Idea.vote_count, Topic.title, Topic.created_at)
    .join(Topic, Topic.id == Idea.topic_id)
    .where(
        Topic.space_id == bindparam("space_id"),
        Topic.deleted_at.is_(None),
        Idea.stage.in_(OPEN_STAGES),
        bindparam("before", type_=UtcDateTime()) > _MOVED_AT,
    )
    .order_by(Idea.vote_count.desc(), Idea.topic_id)
    .limit(5)
)


_WAITING_ELSEWHERE = (
    select(Idea.topic_id, Idea.vote_count, Topic.title, _MOVED_AT.label("moved_at"), Space.title.label("space"))
    .join(Topic, Topic.id == Idea.topic_id)
    .join(Space, Space.id == Topic.space_id)
    .where(
        Space.cohort_id.is_(None),
        IS_THERE,
        Idea.stage.in_(OPEN_STAGES),
        bindparam("before", type_=UtcDateTime()) > _MOVED_AT,
    )
    .order_by(_MOVED_AT, Idea.topic_id)
    .limit(5)
)


def ideas_visible_to(viewer: Viewer) -> Select:
    """The topics of the kind idea that a person reads."""
    return topics_visible_to(viewer).where(Topic.kind == "idea")


def find_idea(topic_id: int, space_id: int, voter_id: int | None):
    """Where an idea stands, what this person gave it, and what they spent in its space."""
    return read(_IDEA, topic_id=topic_id, space_id=space_id, voter_id=voter_id or 0).one_or_none()


def steps_of(topic_id: int):
    return read(_STEPS, topic_id=topic_id)


def spent_votes(user_id: int, space_id: int) -> int:
    """How many of their votes in a space are with ideas that are not decided."""
    return int(db.session.scalar(_spent, {"voter_id": user_id, "space_id": space_id}))


def votes_left(user_id: int | None, space_id: int) -> int:
    """A conversation that moved here or came back can have cost more than there is; nobody owes votes."""
    return max(0, BUDGET - spent_votes(user_id or 0, space_id))


def ideas_of(viewer: Viewer, space_id: int, stages: tuple[str, ...], before: tuple[int, int] | None = None):
    """(ideas, whether there are more): a page of a space’s ideas, those with most votes first."""
    values = {"space_id": space_id, "audiences": sorted(viewer.audiences), "viewer_id": viewer.id or 0}
    statement = _IN_SPACE
    if before:
        statement = statement.where(tuple_(Idea.vote_count, Idea.topic_id) < tuple_(*before))
    rows = db.session.execute(statement, {**values, "stages": list(stages)}).all()
    return rows[:PAGE], len(rows) > PAGE


def waiting_for_decision(space_id: int, moment: datetime):
    """The ideas of a space that nobody decided about, or moved on, for a month; those with most votes first."""
    return read(_WAITING, space_id=space_id, before=moment - PATIENCE)


def waiting_elsewhere(viewer: Viewer, moment: datetime):
    """The same of the spaces that belong to no cohort, those that wait longest first."""
    return read(_WAITING_ELSEWHERE, audiences=sorted(viewer.audiences), before=moment - PATIENCE)


def is_undecided(topic: Topic) -> bool:
    """Whether who voted still waits to hear what becomes of it."""
    stage = db.session.scalar(select(Idea.stage).where(Idea.topic_id == topic.id))
    return stage in OPEN_STAGES


def counts_by_stage(viewer: Viewer, space_id: int) -> dict[str, int]:
    values = {"space_id": space_id, "audiences": sorted(viewer.audiences)}
    return dict(db.session.execute(_COUNTS, values).all())
